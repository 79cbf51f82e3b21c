using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Reference;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Reference;

public sealed partial class ReferencePageTests
{
    public static TheoryData<string> RecordNames => [.. Records.Objects.Select(type => type.FullName!)];

    [Fact]
    public void Pages_in_the_repository_are_those_that_the_tables_give()
    {
        var expected = ReferencePages.Build();
        var actual = ReferenceFolder.Read(ReferenceFolder.InRepository());

        var stale = expected.Keys.Union(actual.Keys).Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name)).Order(StringComparer.Ordinal);
        Assert.True(!stale.Any(), $"Out of date: {string.Join(", ", stale)}. Run: dotnet run --project tests/Busbar.Reference");
    }

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void Length_in_the_documentation_of_a_record_is_that_of_the_tables(string record)
    {
        var type = Records.Objects.Single(candidate => candidate.FullName == record);
        var faults = Records.PropertiesOf(type).Select(property => Fault(type, property.Key, RecordTexts.OfProperty(type, property.Value.Name))).OfType<string>();
        Assert.Equal([], faults);
    }

    private static string? Fault(Type type, string name, string text)
    {
        var fields = Records.ServedBy(type).SelectMany(row => row.Contract.Fields).Where(field => field.Name == name).ToList();
        if (text.Length == 0)
        {
            return $"{name} is not documented.";
        }

        // A record that serves several versions says what the newest of them allows.
        return Length().Match(text) is { Success: true } said
            ? fields[^1].MaxLength?.ToString(CultureInfo.InvariantCulture) == said.Groups[1].Value ? null : $"{name}: '{text}', but the table says {fields[^1].MaxLength}."
            : NeedsLength(fields[^1]) ? $"{name} may have {fields[^1].MaxLength} characters, which its documentation does not say: '{text}'." : null;
    }

    /// <summary>Codes are as long as their standard says.</summary>
    private static bool NeedsLength(FieldContract field) =>
        field is { Kind: FieldKind.Text or FieldKind.CiText, MaxLength: not null, Format: ValueFormat.None or ValueFormat.Token or ValueFormat.Base64 };

    [GeneratedRegex(@"[Aa]t most (\d+)")]
    private static partial Regex Length();
}
