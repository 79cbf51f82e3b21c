using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Checks what the standard asks of a text beyond its type: codes, times, coordinates.</summary>
internal static class FormatCheck
{
    public static void Check(ReadOnlySpan<byte> text, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        switch (field.Format)
        {
            case ValueFormat.CountryAlpha2:
                Expect(IsLetters(text, 2), Severity.Warning, "a country code of two letters (ISO 3166-1 alpha-2)", ref log, owner, field);
                break;
            case ValueFormat.CountryAlpha3:
                Expect(IsLetters(text, 3) && IsUpper(text), Severity.Warning, "a country code of three capital letters (ISO 3166-1 alpha-3)", ref log, owner, field);
                break;
            case ValueFormat.PartyId:
                Expect(text.Length == 3 && IsAlphanumeric(text), Severity.Warning, "a party id of three letters and digits", ref log, owner, field);
                break;
            case ValueFormat.HubParty:
                Expect(text.Length == 5 && IsAlphanumeric(text), Severity.Warning, "country code and party id without a separator", ref log, owner, field);
                break;
            case ValueFormat.Currency:
                Expect(IsLetters(text, 3), Severity.Error, "a currency of three letters (ISO 4217)", ref log, owner, field);
                Expect(!IsLetters(text, 3) || IsUpper(text), Severity.Warning, "a currency in capital letters (ISO 4217)", ref log, owner, field);
                break;
            case ValueFormat.Language:
                Expect(IsLetters(text, 2), Severity.Warning, "a language of two letters (ISO 639-1)", ref log, owner, field);
                break;
            case ValueFormat.TimeZone:
                Expect(TimeZoneNames.IsKnown(text), Severity.Warning, "a name of the IANA time zone database", ref log, owner, field);
                break;
            case ValueFormat.Latitude or ValueFormat.Longitude:
                CoordinateCheck.Check(text, ref log, version, owner, field);
                break;
            case ValueFormat.TimeOfDay:
                CheckTimeOfDay(text, ref log, owner, field);
                break;
            case ValueFormat.Date:
                Expect(IsDate(text), Severity.Error, "a day of the form YYYY-MM-DD", ref log, owner, field);
                break;
            case ValueFormat.Base64:
                Expect(System.Buffers.Text.Base64.IsValid(text), Severity.Warning, "Base64", ref log, owner, field);
                break;
            case ValueFormat.Token:
                Expect(!text.ContainsAnyExceptInRange((byte)'!', (byte)'~'), Severity.Warning, "printable ASCII without blanks", ref log, owner, field);
                break;
        }
    }

    private static void Expect(bool holds, Severity severity, string form, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (!holds)
        {
            log.Add(RuleName.Format, severity, $"{owner.Name}.{field.Name} is not {form}.", field.Requirement);
        }
    }

    private static void CheckTimeOfDay(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (TimeOfDay.TryParse(text, out var regular))
        {
            Expect(regular, Severity.Warning, "a time of the form HH:MM between 00:00 and 23:59", ref log, owner, field);
        }
        else
        {
            Expect(false, Severity.Error, "a time of the form HH:MM", ref log, owner, field);
        }
    }

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length == 10 && Common.OcpiDateTime.TryParse(text, out _, out _);

    private static bool IsLetters(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length != length)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUpper(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    private static bool IsAlphanumeric(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }
}
