using System.Reflection;
using System.Runtime.CompilerServices;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Contracts;

/// <summary>
/// The records of the model and the contract tables say the same, in both directions and for every version. A record that serves several versions
/// has what any of them has, and requires what all of them require.
/// </summary>
public sealed class RecordTests
{
    public static TheoryData<string> RecordNames => [.. Records.Objects.Select(type => type.FullName!)];

    public static TheoryData<string> EnumNames => [.. Records.Enums.Select(type => type.FullName!)];

    public static TheoryData<OcpiVersion> Versions => [.. OcpiVersions.All];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_object_and_enumeration_of_a_built_chapter_has_its_type(OcpiVersion version)
    {
        Assert.Empty(Records.ObjectsOf(version).Where(row => Records.OfObject(version, row.Name) is null).Select(row => row.Name));
        Assert.Empty(Contract.For(version).Enums.Values.Where(row => Records.IsBuilt(row.Module) && Records.OfEnum(version, row.Name) is null).Select(row => row.Name));
    }

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void Record_has_the_properties_of_the_tables(string record)
    {
        var type = Records.Objects.Single(candidate => candidate.FullName == record);
        var served = Records.ServedBy(type);
        Assert.True(served.Count > 0, $"No version has an object for {record}.");
        var properties = Records.PropertiesOf(type);

        Assert.Equal([], served.SelectMany(row => row.Contract.Fields.Select(field => Difference(row.Version, field, properties.GetValueOrDefault(field.Name)))).OfType<string>());
        Assert.Equal([], properties.Keys.Except(served.SelectMany(row => row.Contract.Fields.Select(field => field.Name))));
        Assert.Equal([], properties.Select(property => Presence(property.Key, property.Value, served)).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(EnumNames))]
    public void Enumeration_names_the_values_of_the_tables(string enumeration)
    {
        var type = Records.Enums.Single(candidate => candidate.FullName == enumeration);
        var tables = OcpiVersions.All.SelectMany(version => Contract.For(version).Enums.Values.Where(row => Records.OfEnum(version, row.Name) == type)).ToList();
        Assert.True(tables.Count > 0, $"No version has an enumeration for {enumeration}.");

        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type).Select(property => property.GetValue(null)!.ToString()!);
        Assert.Equal(tables.SelectMany(row => row.Values).Distinct().Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    private static string? Difference(OcpiVersion version, FieldContract field, PropertyInfo? property)
    {
        if (property is null)
        {
            return $"{version.Number()}: {field.Name} is missing";
        }

        var type = property.PropertyType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var value = isList ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type) ?? type;
        return isList != field.IsList ? $"{version.Number()}: {field.Name} is {(isList ? "a" : "no")} list"
            : !IsOfKind(version, field, value) ? $"{version.Number()}: {field.Name} is {value.FullName}, not {field.Type}"
            : null;
    }

    private static string? Presence(string name, PropertyInfo property, IReadOnlyList<(OcpiVersion Version, ObjectContract Contract)> served)
    {
        var fields = served.Select(row => row.Contract.Fields.FirstOrDefault(field => field.Name == name)).ToList();
        if (fields.Exists(field => field is { IsList: true }))
        {
            return property.IsDefined(typeof(RequiredMemberAttribute)) ? $"{name} is a list, and empty where it is absent" : null;
        }

        var isNeeded = fields.TrueForAll(field => field is { IsRequired: true });
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        var isNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return isRequired == isNeeded && isNullable != isNeeded ? null
            : $"{name} is {(isNeeded ? "required" : "optional")} in the tables and {(isRequired ? "required" : "optional")}{(isNullable ? ", nullable" : "")} in the record";
    }

    private static bool IsOfKind(OcpiVersion version, FieldContract field, Type type) => field.Kind switch
    {
        FieldKind.Text or FieldKind.CiText or FieldKind.Url => type == typeof(string),
        FieldKind.DateTime => type == typeof(DateTimeOffset),
        FieldKind.Number => type == typeof(decimal),
        FieldKind.Integer => type == typeof(int),
        FieldKind.Boolean => type == typeof(bool),
        FieldKind.Enumeration => type == Records.OfEnum(version, field.Type),
        _ => type == Records.OfObject(version, field.Type),
    };
}
