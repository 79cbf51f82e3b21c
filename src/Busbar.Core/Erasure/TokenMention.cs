using System.Collections.Frozen;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Erasure;

/// <summary>A token as some document names it, whatever its version: a Token, a CdrToken, one that a command brings, a contract alone (2.1.1).</summary>
/// <param name="Uid">Its uid; null where only the contract is named.</param>
/// <param name="Contract">Its contract.</param>
/// <param name="Owner">Its provider, where that is said.</param>
/// <param name="Type">Its type, where that is said.</param>
internal sealed record TokenMention(string? Uid, string? Contract, PartyId? Owner, string? Type)
{
    /// <summary>Members that hold a token, or a list of them.</summary>
    private static readonly FrozenSet<string> Holders = FrozenSet.ToFrozenSet(["cdr_token", "token", "tokens", "booking_tokens", "publish_allowed_to"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a JSON object; null when it is no token.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The member that it stands under.</param>
    /// <param name="withinEvses">Whether it belongs to an EVSE, whose id is called uid as well.</param>
    public static TokenMention? Read(JsonElement element, string name, bool withinEvses)
    {
        if (name == "energy_contract")
        {
            return null;
        }

        var uid = withinEvses ? null : Text(element, "uid");
        var contract = Text(element, "contract_id") ?? Text(element, "auth_id");
        var held = Holders.Contains(name);
        if (uid is null ? contract is null : !held && contract is null)
        {
            return null;
        }

        // Of a Session or CDR, country_code and party_id name its operator.
        var owner = (uid is not null || held) && Text(element, "country_code") is { } country && Text(element, "party_id") is { } code ? new PartyId(country, code) : (PartyId?)null;
        return new TokenMention(uid, contract, owner, Text(element, "type"));
    }

    /// <summary>A member's text; null when it has none.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
