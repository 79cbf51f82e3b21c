using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>A value in its right form, with the rule that put it there.</summary>
internal readonly record struct MendedValue(string Rule, string Message, byte[] Value);

/// <summary>Mends one value that is neither an object nor a list.</summary>
internal static class ScalarRepair
{
    /// <summary>The value as it ought to stand in the document; null when it stands so already, or when there is no telling.</summary>
    public static MendedValue? Mend(
        OcpiVersion version, RepairSettings settings, ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        var found = field.Kind switch
        {
            FieldKind.Boolean => Boolean(owner, field, value, kind),
            FieldKind.Number or FieldKind.Integer => NumberRepair.Mend(settings, owner, field, value, kind),
            FieldKind.DateTime when kind == JsonTokenType.String => DateTime(owner, field, JsonMembers.Text(value)),
            FieldKind.Enumeration when kind == JsonTokenType.String => EnumRepair.Mend(settings, owner, field, JsonMembers.Text(value)),
            FieldKind.Text or FieldKind.CiText => Text(version, owner, field, value, kind),
            _ => null,
        };
        return found is { } mended && settings.Allows(mended.Rule) ? found : null;
    }

    internal static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");

    private static MendedValue? Boolean(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        var text = kind switch
        {
            JsonTokenType.String => JsonMembers.Text(value).Trim().ToUpperInvariant(),
            JsonTokenType.Number => Encoding.UTF8.GetString(value),
            _ => null,
        };
        return text switch
        {
            "TRUE" or "1" => new(RepairRule.BooleanAsText, $"{owner.Name}.{field.Name} became true.", "true"u8.ToArray()),
            "FALSE" or "0" => new(RepairRule.BooleanAsText, $"{owner.Name}.{field.Name} became false.", "false"u8.ToArray()),
            _ => null,
        };
    }

    private static MendedValue? DateTime(ObjectContract owner, FieldContract field, string text)
    {
        var trimmed = text.Trim();
        if (!OcpiDateTime.TryParse(Encoding.UTF8.GetBytes(trimmed), out var moment, out var form))
        {
            return null;
        }

        // Without a zone it is UTC already, and older versions write it so.
        return (form & ~OcpiDateTimeForm.NoZone) == 0 && trimmed.Length == text.Length
            ? null
            : new(RepairRule.DateTime, $"{owner.Name}.{field.Name} was written in UTC, with Z.", Quoted(OcpiDateTime.Format(moment)));
    }

    private static MendedValue? Text(OcpiVersion version, ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        if (kind == JsonTokenType.Number)
        {
            var digits = Encoding.UTF8.GetString(value);
            var form = TextForm.Of(version, field, digits);
            return new(RepairRule.TextAsNumber, $"{owner.Name}.{field.Name} is a text; the number got quotation marks.", Quoted(form.Text ?? digits));
        }

        if (kind != JsonTokenType.String || field.Format == ValueFormat.None)
        {
            return null;
        }

        return TextForm.Of(version, field, JsonMembers.Text(value)) is { Text: { } right, Rule: { } rule }
            ? new(rule, $"{owner.Name}.{field.Name} was put into the form that the standard asks for.", Quoted(right))
            : null;
    }
}
