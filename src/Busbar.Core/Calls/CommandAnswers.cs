using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Calls;

/// <summary>Writes and reads the small objects of the Commands module: CommandResponse and CommandResult.</summary>
public static class CommandAnswers
{
    /// <summary>A CommandResponse that we give ourselves. <paramref name="timeout"/> is the time the result may take.</summary>
    public static byte[] Response(string result, TimeSpan timeout, string? message = null) => Write(writer =>
    {
        writer.WriteString("result", result);
        writer.WriteNumber("timeout", (int)timeout.TotalSeconds);
        WriteMessage(writer, message);
    });

    /// <summary>A CommandResult that we give ourselves.</summary>
    public static byte[] Result(string result, string? message = null) => Write(writer =>
    {
        writer.WriteString("result", result);
        WriteMessage(writer, message);
    });

    /// <summary>An answer of ours in the asker's version: 2.1.1 has the result and no more, and what we say of it goes into the status message.</summary>
    public static CallAnswer For(OcpiVersion version, CallAnswer answer)
    {
        if (version > OcpiVersion.V211 || answer.Data.IsEmpty || Read(answer.Data) is not ({ } result, _, var message))
        {
            return answer;
        }

        return answer with { Data = Result(result), Message = answer.Message ?? message };
    }

    /// <summary>
    /// Reads "result" and "timeout" of an answer. Partners also wrap the object in an envelope or nest it under its name, or send the bare word: all are read.
    /// </summary>
    public static (string? Result, int? Timeout, string? Message) Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            var element = Unwrap(document.RootElement);
            if (element.ValueKind == JsonValueKind.String)
            {
                return (element.GetString(), null, null);
            }

            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.String)
            {
                return default;
            }

            int? timeout = element.TryGetProperty("timeout", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) ? seconds : null;
            return (result.GetString(), timeout, FirstText(element));
        }
        catch (JsonException)
        {
            return default; // unreadable: the caller treats it as an answer without a result
        }
    }

    /// <summary>The object itself, whatever it is wrapped in, as bytes; null when there is none.</summary>
    public static byte[]? Bare(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var element = Unwrap(document.RootElement);
            if (element.ValueKind == JsonValueKind.String)
            {
                // The first edition of 2.1.1 has the bare word in the place of the object.
                return Result(element.GetString()!);
            }

            return element.ValueKind == JsonValueKind.Object ? System.Text.Encoding.UTF8.GetBytes(element.GetRawText()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Unwrap(JsonElement element)
    {
        foreach (var name in (ReadOnlySpan<string>)["data", "CommandResult", "CommandResponse", "command_result", "command_response"])
        {
            if (element.ValueKind == JsonValueKind.Object && !element.TryGetProperty("result", out _) && element.TryGetProperty(name, out var inner))
            {
                element = inner;
            }
        }

        return element;
    }

    private static string? FirstText(JsonElement element)
    {
        if (!element.TryGetProperty("message", out var message))
        {
            return null;
        }

        if (message.ValueKind == JsonValueKind.Array && message.GetArrayLength() > 0)
        {
            message = message[0];
        }

        return message.ValueKind == JsonValueKind.Object && message.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
    }

    private static void WriteMessage(Utf8JsonWriter writer, string? message)
    {
        if (message is null)
        {
            return;
        }

        writer.WriteStartArray("message");
        writer.WriteStartObject();
        writer.WriteString("language", "en");
        writer.WriteString("text", message.Length > 512 ? message[..512] : message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
