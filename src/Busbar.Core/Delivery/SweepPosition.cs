using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>How far a walk over the stored objects has got: the first delivery to a new partner, or the one after it may see more.</summary>
/// <param name="Module">The module being walked; the modules before it are done.</param>
/// <param name="AfterOrdinal">Everything of that module up to this ordinal was sent or refused.</param>
public sealed record SweepPosition(ModuleId Module, long AfterOrdinal);
