using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>The version that a partner means by a number that is not in the standard's table (AMB-024): an edition of its document, or a shortened number.</summary>
internal static class VersionNames
{
    /// <summary>Finds the version that is meant.</summary>
    public static bool TryRead(string number, out OcpiVersion version)
    {
        var name = number.Trim();
        var edition = name.IndexOf("-d", StringComparison.OrdinalIgnoreCase);
        if (edition > 0 && edition + 2 < name.Length && name.AsSpan(edition + 2).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            name = name[..edition];
        }

        return OcpiVersions.TryParse(name switch { "2.1" => "2.1.1", "2.2.0" => "2.2", "2.3" => "2.3.0", _ => name }, out version);
    }
}
