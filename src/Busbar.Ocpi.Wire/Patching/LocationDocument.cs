using System.Text.Json;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>
/// Reads and replaces one EVSE or one Connector inside the JSON of a Location; all other bytes stay as they are. Ids are compared ignoring case.
/// </summary>
/// <remarks>OCPI chapter "Locations module / Receiver interface". The Location must be well-formed JSON.</remarks>
public static class LocationDocument
{
    /// <summary>The bytes of an EVSE; null when the Location has none with that uid.</summary>
    /// <exception cref="JsonException">The Location is no JSON object.</exception>
    public static ReadOnlyMemory<byte>? FindEvse(ReadOnlyMemory<byte> location, string evseUid) => NestedObject.Find(location, "evses", "uid", evseUid);

    /// <summary>The bytes of a Connector; null when the Location has no such EVSE, or the EVSE no such Connector.</summary>
    /// <exception cref="JsonException">The Location is no JSON object.</exception>
    public static ReadOnlyMemory<byte>? FindConnector(ReadOnlyMemory<byte> location, string evseUid, string connectorId) =>
        FindEvse(location, evseUid) is { } evse ? NestedObject.Find(evse, "connectors", "id", connectorId) : null;

    /// <summary>
    /// The Location with the EVSE in place of the one with that uid, or added when there was none. The Location's last_updated moves to the
    /// EVSE's when that is newer.
    /// </summary>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    public static byte[] ReplaceEvse(ReadOnlySpan<byte> location, string evseUid, ReadOnlySpan<byte> evse) =>
        NestedObject.Replace(location, "evses", "uid", evseUid, evse);

    /// <summary>
    /// The Location with the Connector in place of the one with that id, or added to its EVSE. The last_updated of the EVSE and of the Location
    /// move to the Connector's when that is newer. Null when the Location has no EVSE with that uid.
    /// </summary>
    /// <exception cref="JsonException">One of the two is no JSON object.</exception>
    public static byte[]? ReplaceConnector(ReadOnlyMemory<byte> location, string evseUid, string connectorId, ReadOnlySpan<byte> connector) =>
        FindEvse(location, evseUid) is { } evse
            ? ReplaceEvse(location.Span, evseUid, NestedObject.Replace(evse.Span, "connectors", "id", connectorId, connector))
            : null;
}
