namespace Busbar.Ocpi.Translation.Changes;

/// <summary>One thing to send about a changed object.</summary>
/// <param name="EvseUid">The EVSE of a Location that it concerns; null for the object itself.</param>
/// <param name="ConnectorId">The Connector of that EVSE (or of the object, when that is an EVSE); null for the EVSE or object itself.</param>
/// <param name="IsWhole">Whether it is the whole object or part, for a PUT; else the body of a PATCH.</param>
/// <param name="Utf8">What to send.</param>
public sealed record PartChange(string? EvseUid, string? ConnectorId, bool IsWhole, ReadOnlyMemory<byte> Utf8);
