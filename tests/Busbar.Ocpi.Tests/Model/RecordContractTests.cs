using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Model;

/// <summary>Records and contract tables say the same: of 2.3.0 the canonical records, of 2.2.1 the second shapes where there are any.</summary>
public sealed class RecordContractTests
{
    /// <summary>Modules whose records come with the issue that brings the module.</summary>
    private static readonly string[] WithoutRecords = ["chargingprofiles", "hubclientinfo", "invoicereconciliation"];

    /// <summary>What the canonical record has beyond 2.2.1: additions need no second record.</summary>
    private static readonly string[] AddedIn230 =
    [
        "Location.parking_places", "Location.help_phone", "EVSE.parking", "EVSE.accepted_service_providers", "Connector.capabilities",
        "Credentials.hub_party_id",
    ];

    public static TheoryData<OcpiVersion, string> Objects()
    {
        var data = new TheoryData<OcpiVersion, string>();
        foreach (var version in (OcpiVersion[])[OcpiVersion.V221, OcpiVersion.V230])
        {
            foreach (var contract in Contract.For(version).Objects.Values.Where(contract => !WithoutRecords.Contains(contract.Module)).OrderBy(contract => contract.Name))
            {
                data.Add(version, contract.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Record_has_the_fields_of_its_table(OcpiVersion version, string name)
    {
        var contract = Contract.For(version).Objects[name];
        var properties = Metadata(version, name).Properties.Where(property => !property.IsExtensionData).ToDictionary(property => property.Name);

        foreach (var field in contract.Fields)
        {
            var property = Assert.Contains(field.Name, (IReadOnlyDictionary<string, JsonPropertyInfo>)properties);
            var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
            Assert.Equal((field.Name, field.IsList), (field.Name, isList));
            Assert.Equal((field.Name, field.Cardinality == Cardinality.Required), (field.Name, property.IsRequired));

            var element = isList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            AssertType(field, Nullable.GetUnderlyingType(element) ?? element);
            properties.Remove(field.Name);
        }

        Assert.All(properties.Keys, extra => Assert.Contains($"{name}.{extra}", version == OcpiVersion.V221 ? AddedIn230 : []));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TYP-021", "LOC-129", "TOK-059", "EXT-005")]
    public void Any_document_of_the_table_comes_back_from_its_record_as_it_was(OcpiVersion version, string name)
    {
        var metadata = Metadata(version, name);
        for (var seed = 0; seed < 60; seed++)
        {
            var given = new RandomDocuments(version, seed).Next(new ObjectType(name));

            var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(given, metadata), metadata);

            Assert.Equal(WithoutEmptyLists(Translations.Canonical(given)), WithoutEmptyLists(Translations.Canonical(written)));
        }
    }

    internal static JsonTypeInfo Metadata(OcpiVersion version, string name)
    {
        var records = typeof(OcpiObject).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(OcpiObject)) && string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase))
            .ToLookup(type => type.Namespace!.EndsWith(".V22", StringComparison.Ordinal));
        var record = version == OcpiVersion.V221 && records[true].Any() ? records[true].Single() : Assert.Single(records[false]);
        return OcpiJson.Options.GetTypeInfo(record);
    }

    private static void AssertType(FieldContract field, Type type)
    {
        var expected = field.Kind switch
        {
            FieldKind.Text or FieldKind.CiText or FieldKind.Url => "String",
            FieldKind.DateTime => "DateTimeOffset",
            FieldKind.Number => "Decimal",
            FieldKind.Integer => "Int32",
            FieldKind.Boolean => "Boolean",
            _ => field.Type,
        };
        Assert.Equal(expected, type.Name, ignoreCase: true);
        if (field.Enum is { } contract)
        {
            var known = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)!.ToString()!).ToHashSet();
            Assert.Empty(contract.Values.Except(known));
        }
    }

    private static string WithoutEmptyLists(string canonical)
    {
        // An empty list and an absent one mean the same, and only the latter is written.
        var text = System.Text.RegularExpressions.Regex.Replace(canonical, @"(?<=[{,])[a-z_]+:\[\](,|(?=}))", "");
        return text.Replace(",}", "}", StringComparison.Ordinal);
    }
}
