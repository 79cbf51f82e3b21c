namespace Busbar.Core.Objects;

/// <summary>The part of a Location that a change concerns: one EVSE, or one of its Connectors.</summary>
public sealed record ObjectPart(string EvseUid, string? ConnectorId = null);
