using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>What routing needs of a command's body, read in one pass; and the body with another response_url.</summary>
public sealed record CommandBody
{
    public string? ResponseUrl { get; private init; }

    public string? LocationId { get; private init; }

    public string? EvseUid { get; private init; }

    public string? ConnectorId { get; private init; }

    public string? SessionId { get; private init; }

    public string? ReservationId { get; private init; }

    /// <summary>The reference of an authorization, when it carries one.</summary>
    public string? Reference { get; private init; }

    /// <summary>Until when a reservation holds.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>The token in the command.</summary>
    public JsonElement? Token { get; private init; }

    /// <summary>The owner of the token in the command, when it names one.</summary>
    public PartyId? TokenParty { get; private init; }

    /// <summary>The object that the body of a command is; null for a command this gateway does not know.</summary>
    public static ObjectType? TypeOf(string command) => command switch
    {
        "CANCEL_RESERVATION" => ObjectType.CancelReservation,
        "RESERVE_NOW" => ObjectType.ReserveNow,
        "START_SESSION" => ObjectType.StartSession,
        "STOP_SESSION" => ObjectType.StopSession,
        "UNLOCK_CONNECTOR" => ObjectType.UnlockConnector,
        _ => null,
    };

    /// <summary>Reads a body that validation accepted.</summary>
    public static CommandBody Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        PartyId? tokenParty = null;
        if (root.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.Object
            && Text(token, "country_code") is { } country && Text(token, "party_id") is { } party)
        {
            tokenParty = new PartyId(country, party);
        }

        return new CommandBody
        {
            ResponseUrl = Text(root, "response_url"),
            LocationId = Text(root, "location_id"),
            EvseUid = Text(root, "evse_uid"),
            ConnectorId = Text(root, "connector_id"),
            SessionId = Text(root, "session_id"),
            ReservationId = Text(root, "reservation_id") ?? Number(root, "reservation_id"),
            Reference = Text(root, "authorization_reference"),
            Until = OcpiDateTime.TryParse(Text(root, "expiry_date") ?? "", out var until) ? until : null,
            Token = token.ValueKind == JsonValueKind.Object ? token.Clone() : null,
            TokenParty = tokenParty,
        };
    }

    /// <summary>The same body with this response_url; everything else keeps its bytes.</summary>
    public static byte[] WithResponseUrl(ReadOnlyMemory<byte> utf8, Uri responseUrl)
    {
        using var document = JsonDocument.Parse(utf8);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(utf8.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("response_url", responseUrl.AbsoluteUri);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!property.NameEquals("response_url"))
                {
                    writer.WritePropertyName(property.Name);
                    writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>2.1.1 has numbers for reservations.</summary>
    private static string? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
