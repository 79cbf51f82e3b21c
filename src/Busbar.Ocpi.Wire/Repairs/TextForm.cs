using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>The form that the standard asks of codes, times and coordinates.</summary>
internal static class TextForm
{
    /// <summary>The text in its right form and the rule for it; nothing when it has that form or cannot be given it.</summary>
    public static (string? Text, string? Rule) Of(OcpiVersion version, FieldContract field, string text)
    {
        var right = field.Format switch
        {
            ValueFormat.Latitude or ValueFormat.Longitude => (Coordinate(version, text.Trim()), RepairRule.Coordinate),
            ValueFormat.CountryAlpha3 => (CountryCodes.ToAlpha3(text.Trim()), RepairRule.Country),
            ValueFormat.Currency when text.Trim() is { Length: 3 } letters && letters.All(char.IsAsciiLetter) => (letters.ToUpperInvariant(), RepairRule.Currency),
            ValueFormat.TimeOfDay => (TimeOfDay(text.Trim()), RepairRule.TimeOfDay),
            _ => ((string?)null, ""),
        };
        return right.Item1 is null || right.Item1 == text ? default : right;
    }

    private static string? Coordinate(OcpiVersion version, string text)
    {
        var (least, most) = version == OcpiVersion.V211 ? (6, 6) : (5, 7);
        if (!decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees))
        {
            return null;
        }

        var point = text.IndexOfAny(['.', ',']);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        return decimal.Round(degrees, most).ToString("F" + Math.Clamp(decimals, least, most).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>24:00 stays: it means the end of the day, which HH:MM can only approach.</summary>
    private static string? TimeOfDay(string text)
    {
        if (!Validation.TimeOfDay.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var minutes, out var regular) || regular || minutes >= 24 * 60)
        {
            return null;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
    }
}
