using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;

namespace Busbar.Ocpi.Translation.Credentials;

/// <summary>
/// Credentials: one party without a role in 2.1.1. Up to 2.2.1 a hub has one role HUB and lists nobody; in 2.3.0 it names itself in
/// hub_party_id and lists whom one can reach through it. Rule ids are the sections of the core comparison, which has none of its own.
/// </summary>
internal static class CredentialsStep
{
    private static readonly string[] OfTheParty = ["business_details", "party_id", "country_code"];

    public static void From211To22(Place credentials)
    {
        if (credentials.Has("roles"))
        {
            return;
        }

        var role = Node.NewObject(("role", Node.Text(credentials.Context.Role?.Value ?? "OTHER")));
        foreach (var name in OfTheParty)
        {
            if (credentials.Node.Find(name) is { } member)
            {
                role.Set(name, member);
            }
        }

        credentials.Set("roles", Node.NewArray(role));
        if (credentials.Context.Role is null)
        {
            credentials.Lost("roles", "CORE-2.5", LossKind.Defaulted, "Credentials of the given version have no role, and nothing else says it; OTHER stands for it.");
        }
    }

    public static void From22To211(Place credentials)
    {
        if (ChooseParty(credentials) is not { } party)
        {
            credentials.Log.Withhold("Credentials of the target version are those of one party, and which of the roles is meant is not known.");
            return;
        }

        foreach (var role in credentials.Objects("roles"))
        {
            if (role.Node != party.Node)
            {
                role.Log.Add(role.Node.Pointer(), "CORE-2.5", LossKind.Dropped, "Credentials of the target version are those of one party.");
            }
        }

        party.Drop("role", "CORE-2.5", "Credentials of the target version have no role.");
        foreach (var name in OfTheParty)
        {
            if (party.Node.Find(name) is { } member)
            {
                credentials.Set(name, member);
            }
        }

        credentials.Remove("roles");
    }

    public static void From221To230(Place credentials)
    {
        var roles = credentials.Objects("roles");
        Place? hub = null;
        var others = false;
        foreach (var role in roles)
        {
            hub ??= role.Is("role", "HUB") ? role : null;
            others |= !role.Is("role", "HUB") && !role.Is("role", "OTHER");
        }

        if (hub is not { } hubRole)
        {
            return;
        }

        if (!credentials.Has("hub_party_id"))
        {
            credentials.Set("hub_party_id", Node.Text($"{hubRole.Text("country_code")}{hubRole.Text("party_id")}"));
        }

        foreach (var role in roles)
        {
            if (!role.Is("role", "HUB"))
            {
                continue;
            }

            if (!others)
            {
                // At least one role is required, and whom the hub reaches does not stand in its 2.2.1 credentials.
                role.Approximate("role", Node.Text("OTHER"), "CORE-2.5", "The target version has no role HUB; the hub is named in hub_party_id.");
            }
            else
            {
                role.LeaveOut("CORE-2.5", "The target version has no role HUB; the hub is named in hub_party_id.");
            }
        }
    }

    public static void From230To221(Place credentials)
    {
        if (credentials.Text("hub_party_id") is { Length: 5 } hub)
        {
            ToHubRole(credentials, hub);
            return;
        }

        credentials.Drop("hub_party_id", "CORE-2.5", "The hub's id is not a country code with a party id.");
        foreach (var role in credentials.Objects("roles"))
        {
            Roles.Down(role, OcpiVersion.V221);
            BusinessDetailsStep.Down(role, OcpiVersion.V221, "business_details");
        }
    }

    private static Place? ChooseParty(Place credentials)
    {
        Place? only = null;
        foreach (var role in credentials.Objects("roles"))
        {
            if (credentials.Context.Owner is { } owner && owner == new PartyId(role.Text("country_code") ?? "", role.Text("party_id") ?? ""))
            {
                return role;
            }

            only = role;
        }

        return credentials.Objects("roles").Count == 1 ? only : null;
    }

    private static void ToHubRole(Place credentials, string hub)
    {
        var (country, party) = (hub[..2], hub[2..]);
        Node? business = null;
        foreach (var role in credentials.Objects("roles"))
        {
            if (string.Equals($"{role.Text("country_code")}{role.Text("party_id")}", hub, StringComparison.OrdinalIgnoreCase))
            {
                business ??= role.Object("business_details")?.Node.Copy();
            }
            else
            {
                role.Log.Add(
                    role.Node.Pointer(), "CORE-2.5", LossKind.Dropped,
                    "A hub of the target version lists its parties as hub client info, not in its credentials.");
            }
        }

        if (business is null)
        {
            business = Node.NewObject(("name", Node.Text($"{country}*{party}")));
            credentials.Lost("hub_party_id", "CORE-2.5", LossKind.Defaulted, "The hub's business details are not given; its id stands for its name.");
        }

        credentials.Remove("hub_party_id");
        credentials.Set("roles", Node.NewArray(Node.NewObject(
            ("role", Node.Text("HUB")),
            ("business_details", business),
            ("party_id", Node.Text(party)),
            ("country_code", Node.Text(country)))));
    }
}
