using System.Text;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>Mends values of enumerations: their case, their separators, and what is known to be written for them.</summary>
internal static class EnumRepair
{
    /// <summary>What partners write for a value that the enumeration has; used only where it does not have what was written.</summary>
    private static readonly (string Written, string Meant)[] Aliases =
    [
        ("RESERVED", "RESERVATION"), ("NA", "N/A"), ("N_A", "N/A"), ("FULLFILLED", "FULFILLED"), ("CANCELLED", "CANCELED"), ("SUCCESSFUL", "ACCEPTED"),
        ("MON", "MONDAY"), ("TUE", "TUESDAY"), ("WED", "WEDNESDAY"), ("THU", "THURSDAY"), ("FRI", "FRIDAY"), ("SAT", "SATURDAY"), ("SUN", "SUNDAY"),
    ];

    public static MendedValue? Mend(RepairSettings settings, ObjectContract owner, FieldContract field, string text)
    {
        var known = field.Enum!;
        if (Has(known, text))
        {
            return null;
        }

        var upper = text.Trim().ToUpperInvariant();
        foreach (var candidate in (ReadOnlySpan<string>)[upper, upper.Replace('-', '_').Replace(' ', '_')])
        {
            if (Has(known, candidate))
            {
                return new(RepairRule.EnumSpelling, $"{owner.Name}.{field.Name} was given the spelling of {known.Name}.", ScalarRepair.Quoted(candidate));
            }
        }

        foreach (var (written, meant) in Aliases)
        {
            if (upper == written && Has(known, meant) && settings.Allows(RepairRule.EnumAlias))
            {
                return new(RepairRule.EnumAlias, $"{owner.Name}.{field.Name} was given the value of {known.Name} that is meant.", ScalarRepair.Quoted(meant));
            }
        }

        return null;
    }

    private static bool Has(EnumContract known, string text) => known.Contains(Encoding.UTF8.GetBytes(text));
}
