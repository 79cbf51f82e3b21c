using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>
/// Checks a latitude or longitude: a text of degrees with five to seven decimals (2.1.1: six). The pattern decides, not the length beside it: the two
/// contradict each other for negative values. Any number in range is accepted, a comma for the point too.
/// </summary>
internal static class CoordinateCheck
{
    public static void Check(ReadOnlySpan<byte> text, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        if (IsRegular(text, version, field.Format) && IsWithin(text, field.Format))
        {
            return;
        }

        Span<byte> plain = stackalloc byte[32];
        if (text.Length > plain.Length)
        {
            plain = default;
        }
        else
        {
            text.CopyTo(plain);
            plain = plain[..text.Length];
            plain.Replace((byte)',', (byte)'.');
        }

        var limit = field.Format == ValueFormat.Latitude ? 90 : 180;
        if (!NumberCheck.IsNumber(plain) || !ObjectView.TryNumberOf(plain, out var degrees))
        {
            log.Add(RuleName.Format, Severity.Error, $"{owner.Name}.{field.Name} is not a number of degrees such as \"51.04760\".", field.Requirement);
        }
        else if (degrees < -limit || degrees > limit)
        {
            log.Add(RuleName.Range, Severity.Error, $"{owner.Name}.{field.Name} lies outside -{limit} to {limit}.", field.Requirement);
        }
        else if (!IsRegular(text, version, field.Format))
        {
            var decimals = version == OcpiVersion.V211 ? "six decimals" : "five to seven decimals";
            log.Add(RuleName.Format, Severity.Warning, $"{owner.Name}.{field.Name} is written with a point and {decimals}.", field.Requirement);
        }
    }

    /// <summary>Whether the degrees before the point of a regular text leave room for any decimals. Others are worked out.</summary>
    private static bool IsWithin(ReadOnlySpan<byte> text, ValueFormat format)
    {
        var whole = 0;
        foreach (var digit in text.TrimStart((byte)'-'))
        {
            if (digit == '.')
            {
                break;
            }

            whole = (whole * 10) + (digit - '0');
        }

        return whole < (format == ValueFormat.Latitude ? 90 : 180);
    }

    private static bool IsRegular(ReadOnlySpan<byte> text, OcpiVersion version, ValueFormat format)
    {
        if (text[0] == '-')
        {
            text = text[1..];
        }

        var point = text.IndexOf((byte)'.');
        var decimals = text.Length - point - 1;
        return point >= 1 && point <= (format == ValueFormat.Latitude ? 2 : 3)
            && !text[..point].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !text[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (version == OcpiVersion.V211 ? decimals == 6 : decimals is >= 5 and <= 7);
    }
}
