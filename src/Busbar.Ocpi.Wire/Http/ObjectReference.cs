using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Where an object stands on its owner's sender interface: {endpoint}/{id}[/{evse_uid}[/{connector_id}]].</summary>
/// <param name="Module">The module.</param>
/// <param name="Id">The object's id.</param>
/// <param name="EvseUid">Only for a part of a Location.</param>
/// <param name="ConnectorId">Only for a Connector of an EVSE.</param>
public sealed record ObjectReference(ModuleId Module, string Id, string? EvseUid = null, string? ConnectorId = null)
{
    /// <summary>The path segments after the endpoint, not encoded.</summary>
    public IReadOnlyList<string> Segments => this switch
    {
        { EvseUid: null } => [Id],
        { ConnectorId: null } => [Id, EvseUid],
        _ => [Id, EvseUid, ConnectorId],
    };
}
