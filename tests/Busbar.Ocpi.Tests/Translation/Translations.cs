using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>The two directions between 2.2.1 and 2.3.0, on text.</summary>
internal static class Translations
{
    public static TranslationResult Up(ObjectType type, string json) =>
        Translator.Translate(type, OcpiVersion.V221, OcpiVersion.V230, Encoding.UTF8.GetBytes(json));

    public static TranslationResult Down(ObjectType type, string json) =>
        Translator.Translate(type, OcpiVersion.V230, OcpiVersion.V221, Encoding.UTF8.GetBytes(json));

    public static TranslationResult PatchDown(ObjectType type, string json) =>
        Translator.TranslatePatch(type, OcpiVersion.V230, OcpiVersion.V221, Encoding.UTF8.GetBytes(json));

    public static TranslationResult PatchUp(ObjectType type, string json) =>
        Translator.TranslatePatch(type, OcpiVersion.V221, OcpiVersion.V230, Encoding.UTF8.GetBytes(json));

    public static string Text(this TranslationResult result)
    {
        Assert.False(result.IsWithheld, result.Withheld);
        return Encoding.UTF8.GetString(result.Utf8.Span);
    }

    public static IEnumerable<string> Rules(this TranslationResult result) => result.Losses.Select(loss => $"{loss.Rule} {loss.Kind} {loss.Path}");

    /// <summary>The value at a place, as it stands in the text; null when there is none.</summary>
    public static string? At(this TranslationResult result, string pointer)
    {
        using var document = JsonDocument.Parse(result.Text());
        var element = document.RootElement;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                if (!int.TryParse(step, out var index) || index >= element.GetArrayLength())
                {
                    return null;
                }

                element = element[index];
            }
            else if (!element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        return element.GetRawText();
    }

    /// <summary>The document with its members in alphabetical order and nulls and insignificant spaces left out; numbers as they stand.</summary>
    public static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Canonical(document.RootElement);
    }

    /// <summary>An amount that had to be calculated counts by its value: 1.21 and 1.2100 are one.</summary>
    private static string Amount(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var amount) ? (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : Canonical(element);

    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{(member.Name == "incl_vat" ? Amount(member.Value) : Canonical(member.Value))}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Canonical)) + "]",
        // However a text is escaped, it is the same text; a number counts digit by digit.
        JsonValueKind.String => $"\"{element.GetString()}\"",
        _ => element.GetRawText(),
    };
}
