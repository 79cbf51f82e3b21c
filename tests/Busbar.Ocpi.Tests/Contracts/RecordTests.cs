using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Tests.Contracts;

/// <summary>The records of the model and the contract tables say the same.</summary>
public sealed class RecordTests
{
    /// <summary>Chapters that have no records yet.</summary>
    private static readonly string[] WithoutRecords = ["chargingprofiles", "hubclientinfo", "invoicereconciliation"];

    private static readonly Type[] ModelTypes = typeof(OcpiVersion).Assembly.GetExportedTypes();

    public static TheoryData<OcpiVersion, string> Objects
    {
        get
        {
            var data = new TheoryData<OcpiVersion, string>();
            foreach (var version in new[] { OcpiVersion.V221, OcpiVersion.V230 })
            {
                foreach (var contract in Contract.For(version).Objects.Values.Where(contract => !WithoutRecords.Contains(contract.Module)).OrderBy(contract => contract.Ordinal))
                {
                    data.Add(version, contract.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Record_has_the_properties_of_the_table(OcpiVersion version, string name)
    {
        var contract = Contract.For(version).Objects[name];
        var record = RecordOf(version, name);
        var properties = PropertiesOf(record);
        Assert.Equal([], contract.Fields.Select(field => Difference(version, field, properties.GetValueOrDefault(field.Name))).OfType<string>());
        var known = contract.Fields.Select(field => field.Name).ToHashSet();
        Assert.Equal([], properties.Keys.Where(property => !known.Contains(property) && !IsNewer(name, property, properties[property])));
    }

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    public void Enumeration_names_the_values_of_the_table(OcpiVersion version)
    {
        foreach (var contract in Contract.For(version).Enums.Values.Where(contract => !WithoutRecords.Contains(contract.Module)))
        {
            // A value of either version has a member; what only one version has is told by the tables.
            var values = Contract.For(OcpiVersion.V221).Enums.GetValueOrDefault(contract.Name)?.Values.Union(contract.Values)
                .Union(Contract.For(OcpiVersion.V230).Enums[contract.Name].Values) ?? contract.Values;
            var members = ValuesOf(TypeNamed(version, contract.Name));
            Assert.True(members.SetEquals(values), $"{contract.Name}: {string.Join(' ', members.Except(values))} | {string.Join(' ', values.Except(members))}");
        }
    }

    private static string? Difference(OcpiVersion version, FieldContract field, PropertyInfo? property)
    {
        if (property is null)
        {
            return $"{field.Name} is missing";
        }

        var type = property.PropertyType;
        if (field.IsList)
        {
            return !type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>) ? $"{field.Name} is no list"
                : !IsOfKind(version, field, type.GetGenericArguments()[0]) ? $"{field.Name} is a list of {type.GetGenericArguments()[0].Name}, not of {field.Type}"
                : null;
        }

        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (!IsOfKind(version, field, value))
        {
            return $"{field.Name} is {value.Name}, not {field.Type}";
        }

        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        var isNullable = type != value || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return isRequired == field.IsRequired && isNullable != field.IsRequired ? null
            : $"{field.Name} is {(field.IsRequired ? "required" : "optional")} in the table and {(isRequired ? "required" : "optional")}{(isNullable ? ", nullable" : "")} in the record";
    }

    private static bool IsOfKind(OcpiVersion version, FieldContract field, Type type) => field.Kind switch
    {
        FieldKind.Text or FieldKind.CiText or FieldKind.Url => type == typeof(string),
        FieldKind.DateTime => type == typeof(DateTimeOffset),
        FieldKind.Number => type == typeof(decimal),
        FieldKind.Integer => type == typeof(int),
        FieldKind.Boolean => type == typeof(bool),
        FieldKind.Enumeration => type == TypeNamed(version, field.Type),
        _ => type == RecordOf(version, field.Type),
    };

    /// <summary>A record that serves several versions has properties of the newest; in an older document they are absent.</summary>
    private static bool IsNewer(string name, string property, PropertyInfo info) =>
        Contract.For(OcpiVersion.V230).Objects.GetValueOrDefault(name)?.Fields.Any(field => field.Name == property && !field.IsRequired) == true
        && !info.IsDefined(typeof(RequiredMemberAttribute));

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type record) => record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !property.IsDefined(typeof(JsonExtensionDataAttribute)) && !property.IsDefined(typeof(JsonIgnoreAttribute)))
        .ToDictionary(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    private static FrozenSet<string> ValuesOf(Type openEnum) =>
        openEnum.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == openEnum)
            .Select(property => property.GetValue(null)!.ToString()!).ToFrozenSet(StringComparer.Ordinal);

    private static Type RecordOf(OcpiVersion version, string name) => TypeNamed(version, name);

    private static Type TypeNamed(OcpiVersion version, string name)
    {
        var named = ModelTypes.Where(type => string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var older = named.Find(type => type.Namespace!.EndsWith(".V22", StringComparison.Ordinal));
        return (version == OcpiVersion.V221 ? older : null)
            ?? named.Find(type => type != older)
            ?? throw new InvalidOperationException($"The model has no {name}.");
    }
}
