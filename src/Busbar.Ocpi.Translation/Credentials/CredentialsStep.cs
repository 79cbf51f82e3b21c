using System.Text.Json.Nodes;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;

namespace Busbar.Ocpi.Translation.Credentials;

/// <summary>
/// Credentials: up to 2.2.1 a hub has one role HUB and lists nobody; in 2.3.0 it names itself in hub_party_id and lists whom one
/// can reach through it. Rule ids are the sections of the core comparison, which has none of its own.
/// </summary>
internal static class CredentialsStep
{
    private static readonly IReadOnlySet<string> RolesOf221 = KnownValues.Of221("Role");

    public static void From221To230(Place credentials)
    {
        var roles = credentials.Objects("roles");
        var hub = roles.Where(role => role.Text("role") == "HUB").Select(role => (Place?)role).FirstOrDefault();
        if (hub is not { } hubRole)
        {
            return;
        }

        if (!credentials.Has("hub_party_id"))
        {
            credentials.Set("hub_party_id", $"{hubRole.Text("country_code")}{hubRole.Text("party_id")}");
        }

        foreach (var role in roles.Where(role => role.Text("role") == "HUB"))
        {
            if (roles.All(other => other.Text("role") is "HUB" or "OTHER"))
            {
                // At least one role is required, and whom the hub reaches does not stand in its 2.2.1 credentials.
                role.Approximate("role", "OTHER", "CORE-2.5", "The target version has no role HUB; the hub is named in hub_party_id.");
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
            if (role.Text("role") is { } name && !RolesOf221.Contains(name))
            {
                role.Approximate("role", "OTHER", "CORE-2.5", $"The target version does not know the role {name}; it becomes OTHER.");
            }

            BusinessDetailsStep.From230To221(role, "business_details");
        }
    }

    private static void ToHubRole(Place credentials, string hub)
    {
        var (country, party) = (hub[..2], hub[2..]);
        JsonNode? business = null;
        foreach (var role in credentials.Objects("roles"))
        {
            var own = string.Equals($"{role.Text("country_code")}{role.Text("party_id")}", hub, StringComparison.OrdinalIgnoreCase);
            business ??= own ? role.Node["business_details"]?.DeepClone() : null;
            if (!own)
            {
                role.Log.Add(
                    role.Path, "CORE-2.5", LossKind.Dropped,
                    "A hub of the target version lists its parties as hub client info, not in its credentials.");
            }
        }

        if (business is null)
        {
            business = new JsonObject { ["name"] = $"{country}*{party}" };
            credentials.Lost("hub_party_id", "CORE-2.5", LossKind.Defaulted, "The hub's business details are not given; its id stands for its name.");
        }

        credentials.Remove("hub_party_id");
        credentials.Set("roles", new JsonArray(new JsonObject
        {
            ["role"] = "HUB",
            ["business_details"] = business,
            ["party_id"] = party,
            ["country_code"] = country,
        }));
    }
}
