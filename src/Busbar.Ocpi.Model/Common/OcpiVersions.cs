using System.Diagnostics.CodeAnalysis;

namespace Busbar.Ocpi.Model.Common;

/// <summary>Reads and writes version numbers as they stand in the Versions module ("2.2.1").</summary>
public static class OcpiVersions
{
    /// <summary>Every version this library knows, oldest first.</summary>
    public static IReadOnlyList<OcpiVersion> All { get; } = [OcpiVersion.V211, OcpiVersion.V22, OcpiVersion.V221, OcpiVersion.V230];

    /// <summary>The version number on the wire, for example "2.2.1".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the published versions.</exception>
    public static string Number(this OcpiVersion version) => version switch
    {
        OcpiVersion.V211 => "2.1.1",
        OcpiVersion.V22 => "2.2",
        OcpiVersion.V221 => "2.2.1",
        OcpiVersion.V230 => "2.3.0",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "Not a published OCPI version."),
    };

    /// <summary>Reads a version number such as "2.3.0". Versions this library does not speak (2.0, 2.1, 3.0 …) give false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OcpiVersion version)
    {
        foreach (var candidate in All)
        {
            if (candidate.Number() == text)
            {
                version = candidate;
                return true;
            }
        }

        version = default;
        return false;
    }
}
