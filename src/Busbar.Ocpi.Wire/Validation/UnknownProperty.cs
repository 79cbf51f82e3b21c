using System.Text;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>What is said of a property that the version does not know.</summary>
internal static class UnknownProperty
{
    public static void Report(ref FindingLog log, ObjectContract owner, ReadOnlySpan<byte> name)
    {
        var meant = Meant(owner, Encoding.UTF8.GetString(name));
        if (meant is null)
        {
            log.Add(RuleName.UnknownProperty, Severity.Info, $"{owner.Name} has no such property in this version; it is kept and not read.");
        }
        else
        {
            log.Add(RuleName.PropertyName, Severity.Warning, $"{owner.Name} spells this property '{meant}'; as it stands it is not read.", "TRM-002");
        }
    }

    /// <summary>An unknown property is kept, so its name and value must be text that can be kept.</summary>
    public static void ReportEncoding(ref FindingLog log, ObjectContract owner, ReadOnlySpan<byte> nameAndValue)
    {
        if (!Surrogates.AreWhole(nameAndValue))
        {
            log.Add(RuleName.Encoding, Severity.Error, $"A property of {owner.Name} holds half of a surrogate pair, which is no character.");
        }
    }

    /// <summary>The property whose name differs only in case, blanks and separators ("countryCode", "evse-uid").</summary>
    private static string? Meant(ObjectContract owner, string name)
    {
        var letters = Letters(name);
        foreach (var field in owner.Fields)
        {
            if (string.Equals(Letters(field.Name), letters, StringComparison.OrdinalIgnoreCase))
            {
                return field.Name;
            }
        }

        return null;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
