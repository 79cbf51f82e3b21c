using System.Buffers;
using System.Text.Json;

namespace Busbar.Core.Calls;

/// <summary>Reads and writes AuthorizationInfo where the gateway itself has to.</summary>
internal static class AuthorizationAnswers
{
    /// <summary>The decision in an AuthorizationInfo ("ALLOWED"); null when there is none.</summary>
    public static string? ReadAllowed(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("allowed", out var allowed) && allowed.ValueKind == JsonValueKind.String
                    ? allowed.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null; // the caller reports an unusable answer
        }
    }

    /// <summary>An AuthorizationInfo with the complete token where the version has it, and the location references when charging is allowed there.</summary>
    public static byte[] Write(string allowed, ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> locationReferences)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("allowed", allowed);
            if (!token.IsEmpty)
            {
                writer.WritePropertyName("token");
                writer.WriteRawValue(token.Span);
            }

            if (allowed == "ALLOWED" && !locationReferences.IsEmpty)
            {
                writer.WritePropertyName("location");
                writer.WriteRawValue(locationReferences.Span);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
