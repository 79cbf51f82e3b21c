using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>No role stands twice for the same party (CRD-048).</summary>
internal sealed class CredentialsRolesRule : IObjectRule
{
    public string ObjectName => "Credentials";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var roles = view.Raw("roles"u8);
        if (roles.IsEmpty || roles[0] != '[' || roles.Length > MaxLength)
        {
            return;
        }

        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(roles));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var role in document.RootElement.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.Object))
        {
            if (!seen.Add($"{Text(role, "role")}/{Text(role, "country_code")}/{Text(role, "party_id")}"))
            {
                log.AddAt("roles", RuleName.Unique, Severity.Warning, "Credentials.roles lists the same role, country_code and party_id twice.", "CRD-048");
                return;
            }
        }
    }

    /// <summary>Credentials are rare and short; what is longer than any list of roles is not compared.</summary>
    private const int MaxLength = 1 << 20;

    private static string? Text(JsonElement role, string name) =>
        role.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetRawText() : null;
}
