using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Credentials;

/// <summary>Roles that the target version does not know are OTHER (CORE-2.5).</summary>
internal static class Roles
{
    public static void Down(Place place, OcpiVersion target)
    {
        if (place.Node.Find("role") is { } role && !KnownValues.Of(target, "Role").Knows(role))
        {
            place.Approximate("role", Node.Text("OTHER"), "CORE-2.5", $"The target version does not know the role {role.AsText()}; it becomes OTHER.");
        }
    }
}
