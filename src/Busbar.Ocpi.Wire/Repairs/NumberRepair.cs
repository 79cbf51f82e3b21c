using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>Mends numbers: quotation marks, exponents, fractions of whole numbers, days of the week by name.</summary>
internal static class NumberRepair
{
    private const int MostDecimals = 4;
    private static readonly string[] Days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    public static MendedValue? Mend(RepairSettings settings, ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        if (kind == JsonTokenType.Number)
        {
            return Plain(settings, owner, field, Encoding.UTF8.GetString(value));
        }

        if (kind != JsonTokenType.String)
        {
            return null;
        }

        var text = JsonMembers.Text(value).Trim();
        if (field.Format == ValueFormat.Weekday && Weekday(text) is { } day)
        {
            return new(RepairRule.Weekday, $"{owner.Name}.{field.Name} is a number from 1 to 7; the name of the day became one.", Bytes(day));
        }

        if (!NumberCheck.IsNumber(Encoding.UTF8.GetBytes(text)) || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var plain = Plain(settings, owner, field, Text(number));
        return new(
            RepairRule.NumberAsText, $"{owner.Name}.{field.Name} is a number; it lost its quotation marks.", plain is { } also ? also.Value : Bytes(number));
    }

    private static MendedValue? Plain(RepairSettings settings, ObjectContract owner, FieldContract field, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (field.Kind == FieldKind.Integer && text.AsSpan().ContainsAny(".eE"))
        {
            if (number == decimal.Truncate(number))
            {
                return new(RepairRule.NumberForm, $"{owner.Name}.{field.Name} is a whole number; it is written without a fraction.", Bytes(decimal.Truncate(number)));
            }

            return owner.Name == "Connector" && settings.Allows(RepairRule.ConnectorValue)
                ? new(RepairRule.ConnectorValue, $"{owner.Name}.{field.Name} is a whole number; it was rounded.", Bytes(decimal.Round(number, MidpointRounding.AwayFromZero)))
                : null;
        }

        if (field.Kind != FieldKind.Number)
        {
            return null;
        }

        if (text.AsSpan().ContainsAny("eE"))
        {
            return new(RepairRule.NumberForm, $"{owner.Name}.{field.Name} is written without an exponent.", Bytes(number));
        }

        return text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point && text.Length - point - 1 > MostDecimals && settings.Allows(RepairRule.Decimals)
            ? new(RepairRule.Decimals, $"{owner.Name}.{field.Name} was rounded to four decimals.", Bytes(decimal.Round(number, MostDecimals, MidpointRounding.AwayFromZero)))
            : null;
    }

    private static int? Weekday(string text)
    {
        var upper = text.ToUpperInvariant();
        for (var day = 0; day < Days.Length; day++)
        {
            if (upper == Days[day] || (upper.Length is 2 or 3 && Days[day].StartsWith(upper, StringComparison.Ordinal)))
            {
                return day + 1;
            }
        }

        return null;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(decimal number) => Encoding.UTF8.GetBytes(Text(number));
}
