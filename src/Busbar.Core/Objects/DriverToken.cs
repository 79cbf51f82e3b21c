using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>Which of a provider's tokens a driver used.</summary>
/// <param name="Owner">The provider.</param>
/// <param name="Uid">The token's uid.</param>
/// <param name="Type">Its type.</param>
/// <param name="ContractId">The contract (auth_id in 2.1.1); the uid where nothing is known.</param>
public sealed record DriverToken(PartyId Owner, string Uid, string Type, string ContractId)
{
    /// <summary>Reads a Token object of any version; null when it is none.</summary>
    public static DriverToken? Read(PartyId owner, ReadOnlyMemory<byte> token)
    {
        try
        {
            using var document = JsonDocument.Parse(token);
            return Read(owner, document.RootElement);
        }
        catch (JsonException)
        {
            return null; // Whoever brought it is told so elsewhere.
        }
    }

    /// <summary>Reads a Token object of any version; null when it is none.</summary>
    public static DriverToken? Read(PartyId owner, JsonElement token)
    {
        if (token.ValueKind != JsonValueKind.Object || Text(token, "uid") is not { Length: > 0 } uid)
        {
            return null;
        }

        var own = Text(token, "country_code") is { } country && Text(token, "party_id") is { } code ? new PartyId(country, code) : owner;
        return new(own, uid, Text(token, "type") ?? TokenKey.DefaultType, Text(token, "contract_id") ?? Text(token, "auth_id") ?? uid);
    }

    /// <summary>Whether a stored Token may be used for charging.</summary>
    public static bool IsValid(StoredObject token)
    {
        if (token.Deleted)
        {
            return false;
        }

        using var document = JsonDocument.Parse(token.Utf8);
        return !document.RootElement.TryGetProperty("valid", out var valid) || valid.ValueKind != JsonValueKind.False;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
