using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Where an object of another party stands on a receiver interface: {endpoint}/{country_code}/{party_id}/{id}[/{evse_uid}[/{connector_id}]].</summary>
/// <remarks>OCPI chapter "Transport and format / client owned object push".</remarks>
/// <param name="Module">The module.</param>
/// <param name="Owner">The object's owner.</param>
/// <param name="Id">The object's id; for tokens the uid.</param>
/// <param name="EvseUid">Only for a part of a Location.</param>
/// <param name="ConnectorId">Only for a Connector of an EVSE.</param>
/// <param name="TokenType">Only for tokens: the query parameter "type"; null means RFID.</param>
public sealed record ObjectAddress(
    ModuleId Module, PartyId Owner, string Id, string? EvseUid = null, string? ConnectorId = null, string? TokenType = null)
{
    /// <summary>The collection within the module ("booking_locations"); null where a module keeps one kind of object.</summary>
    public string? Collection { get; init; }

    /// <summary>Only for a Calendar of a BookingLocation.</summary>
    public string? CalendarId { get; init; }

    /// <summary>The path segments after the endpoint, not encoded.</summary>
    public IReadOnlyList<string> Segments => this switch
    {
        { Collection: { } collection, CalendarId: { } calendar } => [Owner.CountryCode, Owner.Code, collection, Id, calendar],
        { Collection: { } collection } => [Owner.CountryCode, Owner.Code, collection, Id],
        { EvseUid: null } => [Owner.CountryCode, Owner.Code, Id],
        { ConnectorId: null } => [Owner.CountryCode, Owner.Code, Id, EvseUid],
        _ => [Owner.CountryCode, Owner.Code, Id, EvseUid, ConnectorId],
    };
}
