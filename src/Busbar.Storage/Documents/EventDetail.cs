using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Busbar.Storage.Documents;

/// <summary>The small JSON document that a change carries for the operator's events: names and states, never secrets or personal data.</summary>
internal static class EventDetail
{
    /// <summary>A state as every door spells it: lower case, words joined by underscores.</summary>
    public static string Word<T>(T state)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    /// <summary>An object of texts, in order; members without a value are left out.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
