using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Checks a number by its digits as they stand in the document.</summary>
internal static class NumberCheck
{
    /// <summary>Whether a text is a decimal number without exponent: sign, digits, point, digits.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        var point = text.IndexOf((byte)'.');
        return text.Length > (point < 0 ? 0 : 1) && (point < 0 ? AllDigits(text) : AllDigits(text[..point]) && AllDigits(text[(point + 1)..]));
    }

    public static void Check(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        // Short plain whole numbers, nearly all that occur, need no further look unless a range is set.
        if (text.Length <= 9 && field.Format == ValueFormat.None && field.MaxLength is null && AllDigits(text))
        {
            return;
        }

        if (!ObjectView.TryNumberOf(text, out var value))
        {
            log.Add(RuleName.Range, Severity.Error, $"{owner.Name}.{field.Name} does not fit 28 decimal digits.", field.Requirement ?? "TYP-009");
            return;
        }

        if (field.Kind == FieldKind.Integer)
        {
            CheckInteger(text, value, ref log, owner, field);
        }
        else
        {
            CheckDecimals(text, ref log, owner, field);
        }

        CheckFormat(value, ref log, owner, field);
    }

    private static void CheckInteger(ReadOnlySpan<byte> text, decimal value, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (value is < int.MinValue or > int.MaxValue)
        {
            log.Add(RuleName.Range, Severity.Error, $"{owner.Name}.{field.Name} is a whole number of 32 bits.", field.Requirement);
        }
        else if (value != decimal.Truncate(value))
        {
            log.Add(RuleName.Integer, Severity.Error, $"{owner.Name}.{field.Name} is a whole number.", field.Requirement);
        }
        else if (text.ContainsAny(".eE"u8))
        {
            log.Add(RuleName.Integer, Severity.Warning, $"{owner.Name}.{field.Name} is a whole number, written without a fraction.", field.Requirement);
        }

        if (field.MaxLength is { } digits && decimal.Abs(value) >= PowerOfTen(digits))
        {
            log.Add(RuleName.Length, Severity.Warning, $"{owner.Name}.{field.Name} has at most {digits} digits.", field.Requirement ?? "TYP-019");
        }
    }

    private static void CheckDecimals(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        var point = text.IndexOf((byte)'.');
        if (text.ContainsAny("eE"u8))
        {
            log.Add(RuleName.Decimals, Severity.Warning, $"{owner.Name}.{field.Name} is written without an exponent.", "TYP-009");
        }
        else if (point >= 0 && text.Length - point - 1 > 4)
        {
            log.Add(RuleName.Decimals, Severity.Warning, $"{owner.Name}.{field.Name} has more than four decimals.", "TYP-009");
        }
    }

    private static void CheckFormat(decimal value, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        switch (field.Format)
        {
            case ValueFormat.Weekday when value is < 1 or > 7:
                log.Add(RuleName.Range, Severity.Error, $"{owner.Name}.{field.Name} is 1 (Monday) to 7 (Sunday).", field.Requirement);
                break;
            case ValueFormat.Count when value < 0:
                log.Add(RuleName.Range, Severity.Error, $"{owner.Name}.{field.Name} is not negative.", field.Requirement);
                break;
            case ValueFormat.Percentage when value is < 0 or > 100:
                log.Add(RuleName.Range, Severity.Warning, $"{owner.Name}.{field.Name} is 0 to 100.", field.Requirement);
                break;
        }
    }

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
