using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Intake;

/// <summary>Adds members to an object within a document; all else keeps its bytes.</summary>
internal static class NestedMembers
{
    // The members of one object are replaced; rules of particular objects do not apply to that.
    private static readonly ObjectType AnyObject = new("");

    /// <summary>Adds texts to the object of a name.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="parent">The name of the object in it.</param>
    /// <param name="additions">What it is to have. What it has already must be the same, in whatever case.</param>
    /// <returns>The document with them; null when there is no such object, or when it says something else.</returns>
    public static byte[]? Add(ReadOnlyMemory<byte> utf8, string parent, params IReadOnlyList<(string Name, string Value)> additions)
    {
        using var document = JsonDocument.Parse(utf8);
        if (!document.RootElement.TryGetProperty(parent, out var present) || present.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var missing = additions.Where(addition => !present.TryGetProperty(addition.Name, out var given) || given.ValueKind == JsonValueKind.Null).ToList();
        if (additions.Except(missing).Any(addition => !addition.Value.Equals(Text(present, addition.Name), StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var patch = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(patch))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(parent);
            foreach (var member in present.EnumerateObject().Where(member => !missing.Exists(addition => addition.Name == member.Name)))
            {
                member.WriteTo(writer);
            }

            foreach (var (name, value) in missing)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return MergePatch.Apply(AnyObject, OcpiVersion.V230, utf8.Span, patch.WrittenSpan);
    }

    /// <summary>A text member; null when there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
