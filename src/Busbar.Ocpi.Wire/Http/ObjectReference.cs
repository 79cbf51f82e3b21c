using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Where an object stands on its owner's sender interface: {endpoint}/{id}[/{evse_uid}[/{connector_id}]].</summary>
/// <param name="Module">The module.</param>
/// <param name="Id">The object's id.</param>
/// <param name="EvseUid">Only for a part of a Location.</param>
/// <param name="ConnectorId">Only for a Connector of an EVSE.</param>
public sealed record ObjectReference(ModuleId Module, string Id, string? EvseUid = null, string? ConnectorId = null)
{
    /// <summary>The collection within the module ("terminals", "booking_locations"); null where a module keeps one kind of object.</summary>
    public string? Collection { get; init; }

    /// <summary>Only for a Calendar of a BookingLocation.</summary>
    public string? CalendarId { get; init; }

    /// <summary>The path segments after the endpoint, not encoded.</summary>
    public IReadOnlyList<string> Segments => this switch
    {
        { Collection: { } collection, CalendarId: { } calendar } => [collection, Id, calendar],
        { Collection: { } collection } => [collection, Id],
        { EvseUid: null } => [Id],
        { ConnectorId: null } => [Id, EvseUid],
        _ => [Id, EvseUid, ConnectorId],
    };
}
