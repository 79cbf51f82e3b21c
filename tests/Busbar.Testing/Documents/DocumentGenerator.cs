using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>
/// Makes valid documents of any object and version from the contract tables: every field present and absent, lists of every size, texts from the
/// shortest to the longest, every value of an enumeration, members that no version knows.
/// </summary>
/// <param name="version">The version the documents are written in.</param>
/// <param name="seed">The same seed gives the same document. 0 gives the least document, 1 the fullest.</param>
public sealed class DocumentGenerator(OcpiVersion version, int seed)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    private readonly Random _random = new(seed);
    private readonly GeneratedValue _values = new(version, seed);

    /// <summary>How likely an optional field is there, of 100.</summary>
    private readonly int _density = seed switch { 0 => 0, 1 => 100, _ => (seed % 4) switch { 0 => 20, 1 => 50, 2 => 80, _ => 95 } };

    /// <summary>The next document as JSON; letters beyond ASCII stand as they are, or escaped.</summary>
    public string Next(ObjectType type) => NextObject(type).ToJsonString(_random.Next(4) == 0 ? Escaped : Plain);

    /// <summary>The next document as a tree.</summary>
    public JsonObject NextObject(ObjectType type)
    {
        var contract = Contract.For(version).Find(type) ?? throw new ArgumentException($"OCPI {version.Number()} has no {type}.", nameof(type));
        return Object(contract, 0);
    }

    /// <summary>A value of one field; of a list, one item.</summary>
    public JsonNode Value(FieldContract field) => field.Kind == FieldKind.Object ? Object(field.Object!, 1) : _values.Scalar(field);

    private JsonObject Object(ObjectContract contract, int depth)
    {
        var document = new JsonObject();
        foreach (var field in contract.Fields)
        {
            if (!field.IsRequired && _random.Next(100) >= _density)
            {
                AddNothing(document, field);
            }
            else
            {
                document[field.Name] = field.IsList ? List(field, depth) : Value(field, depth);
            }
        }

        ConsistentDocument.Repair(version, contract, document, _values, depth == 0);
        if (seed > 1 && _random.Next(6) == 0)
        {
            document["x_vendor"] = JsonNode.Parse("""{"kept":[1.00,null,"+"],"ünï":{}}""");
        }

        return document;
    }

    /// <summary>Absent, null and an empty list mean the same.</summary>
    private void AddNothing(JsonObject document, FieldContract field)
    {
        if (seed > 1 && _random.Next(12) == 0)
        {
            document[field.Name] = field.IsList ? new JsonArray() : null;
        }
    }

    private JsonArray List(FieldContract field, int depth)
    {
        var greatest = seed == 0 || depth > 3 ? 1 : seed % 16 == 3 && field.Kind != FieldKind.Object ? 12 : 3;
        var least = field.IsRequired || seed == 1 ? 1 : 0;
        return new JsonArray([.. Enumerable.Range(0, _random.Next(least, greatest + 1)).Select(_ => Value(field, depth))]);
    }

    private JsonNode Value(FieldContract field, int depth) => field.Kind == FieldKind.Object ? Object(field.Object!, depth + 1) : _values.Scalar(field);
}
