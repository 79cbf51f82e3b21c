using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Generated;

/// <summary>The generated documents are valid, repeatable, and leave nothing of the tables out.</summary>
public sealed class GeneratorTests
{
    public static TheoryData<OcpiVersion, string> Objects
    {
        get
        {
            var data = new TheoryData<OcpiVersion, string>();
            foreach (var version in OcpiVersions.All)
            {
                foreach (var contract in Contract.For(version).Objects.Values.OrderBy(contract => contract.Ordinal))
                {
                    data.Add(version, contract.Name);
                }
            }

            return data;
        }
    }

    public static TheoryData<OcpiVersion> Versions => [.. OcpiVersions.All];

    [Theory]
    [MemberData(nameof(Objects))]
    public void Document_is_valid_and_the_same_for_the_same_seed(OcpiVersion version, string name)
    {
        var type = new ObjectType(name);
        for (var seed = 0; seed < 120; seed++)
        {
            var json = new DocumentGenerator(version, seed).Next(type);
            var findings = ObjectValidator.Validate(type, version, Encoding.UTF8.GetBytes(json)).Findings.Where(finding => finding.Severity > Severity.Info);
            Assert.True(!findings.Any(), $"seed {seed}: {string.Join("; ", findings)}\n{json}");
            Assert.Equal(json, new DocumentGenerator(version, seed).Next(type));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Documents_cover_every_field_present_and_absent_every_length_and_every_value(OcpiVersion version)
    {
        var seen = new HashSet<string>();
        foreach (var contract in Contract.For(version).Objects.Values)
        {
            for (var seed = 0; seed < 100; seed++)
            {
                using var document = JsonDocument.Parse(new DocumentGenerator(version, seed).Next(new ObjectType(contract.Name)));
                Note(seen, contract, document.RootElement);
            }
        }

        Assert.Equal([], Contract.For(version).Objects.Values.SelectMany(contract => contract.Fields.SelectMany(field => Expected(contract, field))).Except(seen));
    }

    /// <summary>The laws of translation hold for so many documents of each object: they meet every field with and without it, and every value, wherever it stands.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Documents_of_the_laws_cover_every_field_present_and_absent_and_every_value(OcpiVersion version)
    {
        var seen = new HashSet<string>();
        var reached = new HashSet<ObjectContract>();
        foreach (var name in TranslatedObjects.Names.Where(Contract.For(version).Objects.ContainsKey))
        {
            Reach(Contract.For(version).Objects[name]);
            for (var seed = 0; seed < TranslationLawTests.Documents(name); seed++)
            {
                using var document = JsonDocument.Parse(new DocumentGenerator(version, seed).Next(new ObjectType(name)));
                Note(seen, Contract.For(version).Objects[name], document.RootElement);
            }
        }

        Assert.Equal([], reached.SelectMany(contract => contract.Fields.SelectMany(field => Expected(contract, field))).Where(place => !place.Contains(" of ", StringComparison.Ordinal)).Except(seen).Order());

        void Reach(ObjectContract contract)
        {
            if (reached.Add(contract))
            {
                foreach (var nested in contract.Fields.Select(field => field.Object).OfType<ObjectContract>())
                {
                    Reach(nested);
                }
            }
        }
    }

    private static IEnumerable<string> Expected(ObjectContract contract, FieldContract field)
    {
        var place = $"{contract.Name}.{field.Name}";
        yield return place;
        if (!field.IsRequired && place != "BookingLocation.booking_option")
        {
            yield return $"{place} absent";
        }

        foreach (var value in field.Enum?.Values.AsEnumerable() ?? [])
        {
            yield return $"{place} = {value}";
        }

        if (field is { Kind: FieldKind.Text or FieldKind.CiText, Format: ValueFormat.None, MaxLength: { } longest })
        {
            yield return $"{place} of 1";
            yield return $"{place} of {longest}";
        }
    }

    private static void Note(HashSet<string> seen, ObjectContract contract, JsonElement element)
    {
        foreach (var field in contract.Fields)
        {
            var place = $"{contract.Name}.{field.Name}";
            if (!element.TryGetProperty(field.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                seen.Add($"{place} absent");
                continue;
            }

            seen.Add(place);
            foreach (var item in field.IsList ? value.EnumerateArray() : new List<JsonElement> { value }.AsEnumerable())
            {
                if (field.Object is { } nested)
                {
                    Note(seen, nested, item);
                }
                else if (item.ValueKind == JsonValueKind.String)
                {
                    seen.Add(field.Enum is null ? $"{place} of {item.GetString()!.Length}" : $"{place} = {item.GetString()}");
                }
            }
        }
    }
}
