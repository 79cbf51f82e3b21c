using System.Text.Json;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Reads the roles of a Credentials object, and which party is the hub when the platform is one.</summary>
internal static class RolesReader
{
    public static (IReadOnlyList<PlatformParty> Parties, PartyId? Hub) Read(JsonElement document, List<string> problems, List<string> notes)
    {
        PartyId? hub = ReadHubPartyId(document, problems);
        if (!document.TryGetProperty("roles", out var roles) || roles.ValueKind != JsonValueKind.Array || roles.GetArrayLength() == 0)
        {
            problems.Add("/roles: required, a list with at least one role.");
            return ([], hub);
        }

        var parties = new List<PlatformParty>();
        var index = 0;
        foreach (var role in roles.EnumerateArray())
        {
            var party = ReadRole(role, $"/roles/{index++}", problems, notes);
            if (party is null)
            {
                continue;
            }

            if (party.Role == Role.Hub)
            {
                hub ??= party.Party;
            }

            if (parties.Any(known => known.Party == party.Party && known.Role == party.Role))
            {
                notes.Add($"The role {party.Role} of {party.Party} is listed twice.");
            }
            else
            {
                parties.Add(party);
            }
        }

        return (parties, hub);
    }

    private static PlatformParty? ReadRole(JsonElement role, string path, List<string> problems, List<string> notes)
    {
        if (role.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path}: not a JSON object.");
            return null;
        }

        var country = Id(role, "country_code", 2, path, problems);
        var code = Id(role, "party_id", 3, path, problems);
        var name = CredentialsReader.Text(role, "role");
        if (string.IsNullOrEmpty(name))
        {
            problems.Add($"{path}/role: required.");
        }

        if (country is null || code is null || string.IsNullOrEmpty(name))
        {
            return null;
        }

        var party = new PartyId(country, code);
        string? business = null;
        string? website = null;
        if (role.TryGetProperty("business_details", out var details) && details.ValueKind == JsonValueKind.Object)
        {
            business = CredentialsReader.Text(details, "name");
            website = CredentialsReader.Text(details, "website");
        }

        if (string.IsNullOrEmpty(business))
        {
            notes.Add($"{path}/business_details: missing; the party's id stands in for its name.");
            business = $"{country}*{code}";
        }

        return new PlatformParty(party, Role.From(name), business, website);
    }

    private static string? Id(JsonElement role, string name, int length, string path, List<string> problems)
    {
        var text = CredentialsReader.Text(role, name)?.Trim();
        if (text is { } id && id.Length == length && id.All(char.IsAsciiLetterOrDigit))
        {
            return id;
        }

        problems.Add($"{path}/{name}: required, {length} letters or digits.");
        return null;
    }

    private static PartyId? ReadHubPartyId(JsonElement document, List<string> problems)
    {
        if (CredentialsReader.Text(document, "hub_party_id") is not { Length: > 0 } text)
        {
            return null;
        }

        if (PartyId.TryParse(text, out var hub))
        {
            return hub;
        }

        problems.Add("/hub_party_id: not a country code and a party id of together five characters.");
        return null;
    }
}
