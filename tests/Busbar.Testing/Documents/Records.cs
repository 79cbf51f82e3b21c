using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Testing.Documents;

/// <summary>Which type of the model stands for which object or enumeration of which version.</summary>
public static class Records
{
    /// <summary>The shapes a version may have of its own, the nearest first; what is in none of these namespaces is the newest shape.</summary>
    private static readonly FrozenDictionary<OcpiVersion, string> OwnShape = new Dictionary<OcpiVersion, string>
    {
        [OcpiVersion.V211] = ".V211",
        [OcpiVersion.V22] = ".V22",
        [OcpiVersion.V221] = ".V22",
    }.ToFrozenDictionary();

    /// <summary>What one version calls otherwise than the rest, with the same content.</summary>
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string> { ["Allowed"] = "AllowedType" }.ToFrozenDictionary();

    public static IReadOnlyList<Type> Objects { get; } =
        [.. typeof(OcpiObject).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(OcpiObject))).OrderBy(type => type.FullName)];

    public static IReadOnlyList<Type> Enums { get; } =
        [.. typeof(OcpiObject).Assembly.GetExportedTypes().Where(type => type.IsValueType && IsOpenEnum(type)).OrderBy(type => type.FullName)];

    /// <summary>Whether the model has a folder for the chapter; a chapter without one is not built yet, and none of it counts.</summary>
    public static bool IsBuilt(string module) => module == "types" || Objects.Any(type => string.Equals(type.Namespace!.Split('.')[3], Folder(module), StringComparison.OrdinalIgnoreCase));

    /// <summary>Folders are called as modules are, but for one whose name is long.</summary>
    private static string Folder(string module) => module == "invoicereconciliation" ? "Invoices" : module;

    /// <summary>The objects of a version in the chapters that are built, in the order of the table.</summary>
    public static IEnumerable<ObjectContract> ObjectsOf(OcpiVersion version) => Contract.For(version).Objects.Values.Where(row => IsBuilt(row.Module)).OrderBy(row => row.Ordinal);

    public static Type? OfObject(OcpiVersion version, string name) => Find(Objects, version, name);

    public static Type? OfEnum(OcpiVersion version, string name) => Find(Enums, version, OtherNames.GetValueOrDefault(name, name));

    /// <summary>The objects that a record stands for, one of each version.</summary>
    public static IReadOnlyList<(OcpiVersion Version, ObjectContract Contract)> ServedBy(Type record) =>
        [.. OcpiVersions.All.SelectMany(version => ObjectsOf(version).Where(row => OfObject(version, row.Name) == record).Select(row => (version, row)))];

    public static JsonTypeInfo Metadata(OcpiVersion version, string name) => OcpiJson.Options.GetTypeInfo(OfObject(version, name)!);

    /// <summary>The properties of a record that stand on the wire, by their names there.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> PropertiesOf(Type record) => record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !property.IsDefined(typeof(JsonExtensionDataAttribute)) && !property.IsDefined(typeof(JsonIgnoreAttribute)))
        .ToDictionary(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    private static Type? Find(IReadOnlyList<Type> types, OcpiVersion version, string name)
    {
        var named = types.Where(type => string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return (OwnShape.TryGetValue(version, out var shape) ? named.Find(type => type.Namespace!.EndsWith(shape, StringComparison.Ordinal)) : null)
            ?? named.Find(type => !type.Namespace!.Contains(".V2", StringComparison.Ordinal));
    }

    private static bool IsOpenEnum(Type type) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnum<>));
}
