using System.Text.Json;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>
/// Reads the roles of a Credentials object, and which party is the hub when the platform is one. 2.1.1 has one party at the top level and no role: that
/// party comes with the role OTHER, and <see cref="PartnerCredentials.On"/> gives it its own.
/// </summary>
internal static class RolesReader
{
    public static (IReadOnlyList<PlatformParty> Parties, PartyId? Hub) Read(JsonElement document, OcpiVersion version, List<string> problems, List<string> notes)
    {
        if (version == OcpiVersion.V211)
        {
            if (!document.TryGetProperty("roles", out _))
            {
                return (ReadParty(document, "", Role.Other, problems, notes) is { } only ? [only] : [], null);
            }

            notes.Add("The credentials have roles, as those of 2.2 and later do.");
        }

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

        var name = CredentialsReader.Text(role, "role");
        var party = ReadParty(role, path, Role.From(name ?? ""), problems, notes);
        if (!string.IsNullOrEmpty(name))
        {
            return party;
        }

        problems.Add($"{path}/role: required.");
        return null;
    }

    private static PlatformParty? ReadParty(JsonElement element, string path, Role role, List<string> problems, List<string> notes)
    {
        var country = Id(element, "country_code", 2, path, problems);
        var code = Id(element, "party_id", 3, path, problems);
        if (country is null || code is null)
        {
            return null;
        }

        var party = new PartyId(country, code);
        string? business = null;
        string? website = null;
        if (element.TryGetProperty("business_details", out var details) && details.ValueKind == JsonValueKind.Object)
        {
            business = CredentialsReader.Text(details, "name");
            website = CredentialsReader.Text(details, "website");
        }

        if (string.IsNullOrEmpty(business))
        {
            notes.Add($"{path}/business_details: missing; the party's id stands in for its name.");
            business = $"{country}*{code}";
        }

        return new PlatformParty(party, role, business, website);
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
