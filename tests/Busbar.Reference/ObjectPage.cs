using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Testing.Documents;

namespace Busbar.Reference;

/// <summary>The page of one object in one version.</summary>
internal sealed partial class ObjectPage(OcpiVersion version, ObjectContract contract)
{
    private readonly Type? _record = Records.OfObject(version, contract.Name);
    private readonly StringBuilder _text = new();

    public string Text()
    {
        Line($"# {contract.Name} ({version.Number()})");
        Line("");
        if (_record is not null)
        {
            Line(RecordTexts.OfType(_record));
            Line("");
            Line($"In .NET: `{_record.FullName}`.");
        }

        var others = OcpiVersions.All.Where(other => other != version && Contract.For(other).Objects.ContainsKey(contract.Name)).ToList();
        if (others.Count > 0)
        {
            Line($"Other versions: {string.Join(", ", others.Select(other => $"[{other.Number()}](../{other.Number()}/{contract.Name}.md)"))}.");
        }

        Line($"Chapter: {contract.Module} ([all objects](../README.md)).");
        Line("");
        Line("| field | type | cardinality | length | meaning |");
        Line("|---|---|---|---|---|");
        foreach (var field in contract.Fields)
        {
            Line($"| {field.Name} | {TypeOf(field)} | {CardinalityOf(field)} | {field.MaxLength?.ToString(CultureInfo.InvariantCulture)} | {Cell(MeaningOf(field))} |");
        }

        foreach (var known in contract.Fields.Select(field => field.Enum).OfType<EnumContract>().DistinctBy(known => known.Name))
        {
            Values(known);
        }

        return _text.ToString();
    }

    private void Values(EnumContract known)
    {
        var type = Records.OfEnum(version, known.Name);
        var members = type?.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type)
            .ToDictionary(property => property.GetValue(null)!.ToString()!, property => property.Name);
        Line("");
        Line($"## {known.Name}");
        Line("");
        if (known.IsOpen)
        {
            Line("Other values may occur and are kept.");
            Line("");
        }

        Line("| value | meaning |");
        Line("|---|---|");
        foreach (var value in known.Values.Order(StringComparer.Ordinal))
        {
            Line($"| {value} | {(members?.TryGetValue(value, out var member) == true ? Cell(RecordTexts.OfProperty(type!, member)) : "")} |");
        }
    }

    private string MeaningOf(FieldContract field) =>
        _record is not null && Records.PropertiesOf(_record).TryGetValue(field.Name, out var property)
            ? WithoutLength(RecordTexts.OfProperty(property.DeclaringType!, property.Name))
            : "";

    /// <summary>The length has a column of its own, and that of this version.</summary>
    private static string WithoutLength(string text) => Length().Replace(text, "").Replace("..", ".", StringComparison.Ordinal);

    [GeneratedRegex(@"[;,.]? ?\b(of |CiString of |each |each of )?[Aa]t most \d+ (printable ASCII )?characters( \(\d[^)]*\)|, \d[^.;]*)?")]
    private static partial Regex Length();

    private static string TypeOf(FieldContract field) => field.Kind switch
    {
        FieldKind.Object => $"[{field.Type}]({field.Type}.md)",
        FieldKind.Enumeration => $"[{field.Type}](#{field.Type.ToLowerInvariant()})",
        _ => field.Format == ValueFormat.None ? field.Type : $"{field.Type}, {FormatOf(field.Format)}",
    };

    private static string CardinalityOf(FieldContract field) => field.Cardinality switch
    {
        Cardinality.Required => "1",
        Cardinality.Optional => "?",
        Cardinality.Any => "\\*",
        _ => "+",
    };

    private static string FormatOf(ValueFormat format) => format switch
    {
        ValueFormat.CountryAlpha2 => "ISO 3166-1 alpha-2",
        ValueFormat.CountryAlpha3 => "ISO 3166-1 alpha-3",
        ValueFormat.PartyId => "party id of three characters",
        ValueFormat.HubParty => "country code and party id in one",
        ValueFormat.Currency => "ISO 4217",
        ValueFormat.Language => "ISO 639-1",
        ValueFormat.TimeZone => "IANA time zone",
        ValueFormat.Latitude => "degrees from -90 to 90",
        ValueFormat.Longitude => "degrees from -180 to 180",
        ValueFormat.TimeOfDay => "HH:MM",
        ValueFormat.Date => "YYYY-MM-DD",
        ValueFormat.Weekday => "1 (Monday) to 7 (Sunday)",
        ValueFormat.Count => "zero or more",
        ValueFormat.Percentage => "0 to 100",
        ValueFormat.Endpoint => "absolute",
        ValueFormat.Base64 => "Base64",
        ValueFormat.Token => "printable ASCII without blanks",
        _ => format.ToString(),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private void Line(string text) => _text.Append(text).Append('\n');
}
