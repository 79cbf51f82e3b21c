using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Reads and writes the objects of Busbar.Ocpi.Model as OCPI JSON.</summary>
/// <remarks>
/// OCPI chapters "Transport and format" and "Types". Members are in snake_case; null and absent mean the same on reading, and
/// neither nulls nor empty lists are written. Numbers keep their digits. Members the records do not know are written back.
/// A document that lacks a required member gives a <see cref="JsonException"/> that names it; to learn of every fault of a
/// document, validate it.
/// </remarks>
public static class OcpiJson
{
    /// <summary>The options that all of this goes by, for use with other APIs of System.Text.Json. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>The metadata of a type, for example to stream it.</summary>
    /// <exception cref="NotSupportedException">The type is not an OCPI object.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Writes an object as UTF-8.</summary>
    public static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>Writes an object into a writer, for example inside an envelope.</summary>
    public static void Serialize<T>(Utf8JsonWriter writer, T value) => JsonSerializer.Serialize(writer, value, TypeInfo<T>());

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">The document is not JSON, is null, lacks a required member or has a member of the wrong type.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8)
        where T : notnull => JsonSerializer.Deserialize(utf8, TypeInfo<T>()) ?? throw new JsonException($"A {typeof(T).Name} is expected, not null.");

    /// <summary>Reads an object out of a document that has been parsed already.</summary>
    /// <exception cref="JsonException">The element is null, lacks a required member or has a member of the wrong type.</exception>
    public static T Deserialize<T>(JsonElement element)
        where T : notnull => element.Deserialize(TypeInfo<T>()) ?? throw new JsonException($"A {typeof(T).Name} is expected, not null.");

    /// <summary>Reads an object; false, with the reason, when the document is none.</summary>
    public static bool TryDeserialize<T>(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? error)
        where T : notnull
    {
        try
        {
            value = Deserialize<T>(utf8);
            error = null;
            return true;
        }
        catch (JsonException exception)
        {
            value = default;
            error = exception.Message;
            return false;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(OcpiJsonContext.Default.Options)
        {
            // '+' in phone numbers and letters beyond ASCII are written as they are: the media type is JSON, never HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(OcpiJsonContext.Default, OcpiV211JsonContext.Default)
                .WithAddedModifier(OmitEmptyLists).WithAddedModifier(FreeIgnoredNames),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A member on the wire that happens to have the name of an ignored property is an unknown member like any other.</summary>
    private static void FreeIgnoredNames(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index] is { Get: null, Set: null, IsExtensionData: false })
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private static void OmitEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                property.IsSetNullable = true;
                property.ShouldSerialize = static (_, value) => value is not ICollection { Count: 0 };
            }
        }
    }
}
