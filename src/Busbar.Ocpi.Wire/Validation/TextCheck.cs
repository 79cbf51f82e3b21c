using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Checks a text: its length, its characters, and the form that its type and property ask for.</summary>
internal static class TextCheck
{
    /// <summary>A text this many times longer than allowed is not a careless partner any more.</summary>
    private const int LengthTolerance = 4;

    private static ReadOnlySpan<byte> NotAvailable => "#NA"u8;

    public static void Check(ReadOnlySpan<byte> text, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        if (field.Kind == FieldKind.DateTime)
        {
            CheckDateTime(text, ref log, owner, field);
            return;
        }

        if (field.Kind == FieldKind.Enumeration)
        {
            CheckEnum(text, ref log, owner, field);
            return;
        }

        if (text.IsEmpty)
        {
            var severity = field.Format is ValueFormat.Endpoint ? Severity.Error : Severity.Warning;
            log.Add(RuleName.Empty, severity, $"{owner.Name}.{field.Name} is an empty text.", field.Requirement ?? "TRM-006");
            return;
        }

        if (StandsInUrls(field) && (text.SequenceEqual("."u8) || text.SequenceEqual(".."u8)))
        {
            // No escape helps: whoever builds or reads such a URL takes them for a step, and the object could never be asked for.
            log.Add(RuleName.Format, Severity.Error, $"{owner.Name}.{field.Name} stands in URLs, where one dot or two lead to another place.", field.Requirement);
            return;
        }

        CheckLength(text, ref log, owner, field);
        CheckCharacters(text, ref log, version, owner, field);
        if (field.Kind == FieldKind.Url)
        {
            CheckUrl(text, ref log, owner, field);
        }
        else if (field.Format != ValueFormat.None && !text.SequenceEqual(NotAvailable))
        {
            FormatCheck.Check(text, ref log, version, owner, field);
        }
    }

    private static bool StandsInUrls(FieldContract field) => field is { Name: "id" or "uid", IsRequired: true };

    private static void CheckLength(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (field.MaxLength is not { } limit || text.Length <= limit)
        {
            return;
        }

        var length = Encoding.UTF8.GetCharCount(text);
        if (length > limit)
        {
            var severity = length > limit * LengthTolerance ? Severity.Error : Severity.Warning;
            log.Add(RuleName.Length, severity, $"{owner.Name}.{field.Name} has {length} characters; at most {limit} are allowed.", LengthRow(owner, field));
        }
    }

    private static string LengthRow(ObjectContract owner, FieldContract field) => (owner.Name, field.Name) switch
    {
        ("Location", _) when field.Requirement is null => "LOC-083",
        _ => field.Requirement ?? "TYP-019",
    };

    private static void CheckCharacters(ReadOnlySpan<byte> text, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        var asciiOnly = field.Kind is FieldKind.CiText or FieldKind.Url || version == OcpiVersion.V211;
        if (!text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return;
        }

        if (text.ContainsAnyInRange((byte)0, (byte)0x1F) || text.Contains((byte)0x7F))
        {
            var row = field.Kind == FieldKind.CiText ? "TYP-001" : version == OcpiVersion.V211 ? "TYP-016" : "TYP-017";
            var severity = StandsInUrls(field) ? Severity.Error : Severity.Warning;
            log.Add(RuleName.Characters, severity, $"{owner.Name}.{field.Name} holds control characters (line breaks, tabs …).", row);
        }
        else if (asciiOnly)
        {
            var row = field.Kind == FieldKind.CiText ? "TYP-001" : version == OcpiVersion.V211 ? "TYP-016" : "TYP-020";
            log.Add(RuleName.Characters, Severity.Warning, $"{owner.Name}.{field.Name} holds characters beyond printable ASCII.", row);
        }
    }

    private static void CheckEnum(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        var known = field.Enum!;
        if (known.Contains(text))
        {
            return;
        }

        if (text.IsEmpty)
        {
            log.Add(RuleName.Enum, Severity.Warning, $"{owner.Name}.{field.Name} is empty instead of a {known.Name}.", known.Requirement ?? "TYP-018");
        }
        else if (known.IsOpen)
        {
            log.Add(RuleName.Enum, Severity.Info, $"{owner.Name}.{field.Name} is a {known.Name} that the standard does not list; it is kept.", known.Requirement);
        }
        else
        {
            log.Add(RuleName.Enum, Severity.Warning, $"{owner.Name}.{field.Name} is no {known.Name} of this version.", known.Requirement ?? "TYP-018");
        }
    }

    private static void CheckDateTime(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (!OcpiDateTime.TryParse(text, out _, out var form))
        {
            log.Add(RuleName.DateTime, Severity.Error, $"{owner.Name}.{field.Name} is no date and time of the form 2026-01-31T12:00:00Z.", "TYP-003");
        }
        else if ((form & OcpiDateTimeForm.Offset) != 0)
        {
            log.Add(
                RuleName.DateTimeOffset, Severity.Warning, $"{owner.Name}.{field.Name} has a numeric offset; it is read as UTC after conversion.", "TYP-007");
        }
        else if ((form & ~OcpiDateTimeForm.NoZone) != 0)
        {
            log.Add(RuleName.DateTimeForm, Severity.Warning, $"{owner.Name}.{field.Name} deviates from the form 2026-01-31T12:00:00.000Z ({form}).", "TYP-003");
        }
        else if (form == OcpiDateTimeForm.NoZone)
        {
            log.Add(RuleName.DateTimeNoZone, Severity.Info, $"{owner.Name}.{field.Name} has no Z; it is read as UTC.", "TYP-005");
        }
    }

    private static void CheckUrl(ReadOnlySpan<byte> text, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        var scheme = text.IndexOf("://"u8);
        var known = scheme > 0 && (Ascii.EqualsIgnoreCase(text[..scheme], "https"u8) || Ascii.EqualsIgnoreCase(text[..scheme], "http"u8));
        var rest = known ? text[(scheme + 3)..] : default;
        if (!known || rest.IsEmpty || rest[0] is (byte)'/' or (byte)'?' or (byte)'#' || text.Contains((byte)' '))
        {
            var severity = field.Format == ValueFormat.Endpoint ? Severity.Error : Severity.Warning;
            log.Add(RuleName.Url, severity, $"{owner.Name}.{field.Name} is no absolute http or https URL.", field.Requirement ?? "TYP-020");
        }
    }
}
