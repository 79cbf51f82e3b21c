using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Exchanges;

/// <summary>Which object a delivery was about, by its place in the store: a record must not name a driver's token.</summary>
/// <param name="Module">The object's module.</param>
/// <param name="Ordinal">Its place among the objects of the module.</param>
/// <param name="Sequence">The change up to which the partner was told.</param>
public sealed record ExchangeSubject(ModuleId Module, long Ordinal, long Sequence);
