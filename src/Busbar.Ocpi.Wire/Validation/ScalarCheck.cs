using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Checks one value that is neither an object nor a list.</summary>
internal static class ScalarCheck
{
    public static void Check(ref Utf8JsonReader reader, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        switch (field.Kind)
        {
            case FieldKind.Boolean:
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                {
                    log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is true or false, without quotation marks.", field.Requirement);
                }

                break;
            case FieldKind.Number or FieldKind.Integer:
                CheckNumber(ref reader, ref log, owner, field);
                break;
            default:
                CheckText(ref reader, ref log, version, owner, field);
                break;
        }
    }

    private static void CheckNumber(ref Utf8JsonReader reader, ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            NumberCheck.Check(reader.ValueSpan, ref log, owner, field);
        }
        else if (reader.TokenType == JsonTokenType.String && NumberCheck.IsNumber(reader.ValueSpan))
        {
            log.Add(
                RuleName.NumberAsText, Severity.Warning, $"{owner.Name}.{field.Name} is a JSON number; here it stands in quotation marks.", field.Requirement ?? "TYP-009");
            NumberCheck.Check(reader.ValueSpan, ref log, owner, field);
        }
        else
        {
            log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is a JSON number.", field.Requirement ?? "TYP-009");
        }
    }

    private static void CheckText(ref Utf8JsonReader reader, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        if (reader.TokenType == JsonTokenType.Number && field.Kind is FieldKind.Text or FieldKind.CiText)
        {
            log.Add(
                RuleName.TextAsNumber, Severity.Warning, $"{owner.Name}.{field.Name} is a JSON string; here it is a number.", field.Requirement ?? "TRM-006");
            TextCheck.Check(reader.ValueSpan, ref log, version, owner, field);
        }
        else if (reader.TokenType != JsonTokenType.String)
        {
            log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is a JSON string ({field.Type}).", field.Requirement);
        }
        else if (!reader.ValueIsEscaped)
        {
            TextCheck.Check(reader.ValueSpan, ref log, version, owner, field);
        }
        else
        {
            CheckEscaped(ref reader, ref log, version, owner, field);
        }
    }

    private static void CheckEscaped(ref Utf8JsonReader reader, ref FindingLog log, OcpiVersion version, ObjectContract owner, FieldContract field)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(buffer);
            TextCheck.Check(buffer.AsSpan(0, length), ref log, version, owner, field);
        }
        catch (InvalidOperationException)
        {
            // The reader says so of an escaped surrogate without its other half.
            log.Add(RuleName.Encoding, Severity.Error, $"{owner.Name}.{field.Name} holds half of a surrogate pair, which is no character.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
