using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Delivery;

/// <summary>An object that has no form in a version: no partner of that version is shown it.</summary>
/// <param name="Object">Which one.</param>
/// <param name="Version">The version.</param>
/// <param name="Sequence">The change that made it so.</param>
/// <param name="At">When that was found, UTC.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record WithheldObject(ObjectKey Object, OcpiVersion Version, long Sequence, DateTimeOffset At, string Reason);
