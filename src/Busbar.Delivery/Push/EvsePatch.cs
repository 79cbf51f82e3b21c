using System.Buffers;
using System.Text.Json;

namespace Busbar.Delivery.Push;

/// <summary>Finds what changed between two states of an EVSE, as the body of a PATCH.</summary>
internal static class EvsePatch
{
    /// <returns>Null when PATCH cannot say it: something disappeared, or a Connector changed.</returns>
    public static ReadOnlyMemory<byte>? Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var old = Members(before);
        var now = Members(after);
        if (!now.ContainsKey("last_updated"))
        {
            return null;
        }

        foreach (var name in old.Keys)
        {
            // Information that was shared is withdrawn with PUT, never with PATCH.
            if (!now.ContainsKey(name))
            {
                return null;
            }
        }

        var output = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        foreach (var (name, value) in now)
        {
            var same = old.TryGetValue(name, out var previous) && previous.Span.SequenceEqual(value.Span);
            if (same && name != "last_updated")
            {
                continue;
            }

            if (!same && (name == "connectors" || value.Span.SequenceEqual("null"u8)))
            {
                return null;
            }

            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Members(ReadOnlyMemory<byte> json)
    {
        var members = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members[name] = json[start..(int)reader.BytesConsumed];
        }

        return members;
    }
}
