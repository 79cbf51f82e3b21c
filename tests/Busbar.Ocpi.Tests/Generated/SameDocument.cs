using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>Brings documents that say the same into the same form.</summary>
internal static partial class SameDocument
{
    /// <summary>
    /// Members in alphabetical order; null, an empty list and absence are one; a text is the same however it is escaped; times and numbers count
    /// digit by digit, but for the amount with VAT, which is calculated from its parts: 1.21 and 1.2100 are one.
    /// </summary>
    public static string Form(string json) => Form(json, text => text);

    /// <summary>The same, where times count as moments however they are spelled.</summary>
    public static string FormOfMoments(string json) =>
        Form(json, text => Moment().IsMatch(text) && OcpiDateTime.TryParse(text, out var moment) ? OcpiDateTime.Format(moment) : text);

    /// <summary>The same, where times count in whole seconds and degrees without the zeros at their end, as 2.1.1 spells them (X-DT-1, X-TYP-7).</summary>
    public static string FormOfOldSpelling(string json) => Form(
        json,
        text => Moment().IsMatch(text) && OcpiDateTime.TryParse(text, out var moment) ? OcpiDateTime.Format(moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)))
            : Degrees().IsMatch(text) ? text.TrimEnd('0')
            : text);

    private static string Form(string json, Func<string, string> spelling)
    {
        using var document = JsonDocument.Parse(json);
        return Form(document.RootElement, spelling)!;
    }

    private static string? Form(JsonElement element, Func<string, string> spelling) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => (member.NameEquals("incl_vat") ? Amount(member.Value) : Form(member.Value, spelling)) is { } value ? $"{member.Name}:{value}" : null).OfType<string>()) + "}",
        JsonValueKind.Array when element.GetArrayLength() == 0 => null,
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(item => Form(item, spelling))) + "]",
        JsonValueKind.String => $"\"{spelling(element.GetString()!)}\"",
        _ => element.GetRawText(),
    };

    private static string? Amount(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? (element.GetDecimal() / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : Form(element, text => text);

    [GeneratedRegex(@"^-?\d{1,3}\.\d{5,7}$")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT")]
    private static partial Regex Moment();
}
