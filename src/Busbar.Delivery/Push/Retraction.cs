using System.Buffers;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Delivery.Push;

/// <summary>
/// How a removed object is shown to partners where the protocol has no DELETE: a Location with all its EVSEs REMOVED, a Token that is not valid, a
/// BookingLocation that is never free. Sessions and CDRs are never taken back.
/// </summary>
internal static class Retraction
{
    /// <summary>The object as one that is gone; null where the protocol has no such form.</summary>
    public static ReadOnlyMemory<byte>? Of(ModuleId module, ReadOnlyMemory<byte> utf8, DateTimeOffset at) => Write(module, utf8, at, gone: true);

    /// <summary>
    /// The object as of a moment when it came back into a partner's sight: with the owner's own, earlier time, a receiver would take it for older than what it was told
    /// when the object went.
    /// </summary>
    public static ReadOnlyMemory<byte> Back(ModuleId module, ReadOnlyMemory<byte> utf8, DateTimeOffset at) => Write(module, utf8, at, gone: false) ?? utf8;

    private static ReadOnlyMemory<byte>? Write(ModuleId module, ReadOnlyMemory<byte> utf8, DateTimeOffset at, bool gone)
    {
        var location = module == ModuleId.Locations;
        var bookable = module == OwnedModule.BookingLocations.Module;
        if (!location && !bookable && module != ModuleId.Tokens)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(utf8.Length + 64);
        using var writer = new Utf8JsonWriter(output);
        var reader = new Utf8JsonReader(utf8.Span);
        var when = OcpiDateTime.Format(at);
        reader.Read();
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("last_updated"u8))
            {
                reader.Read();
                writer.WriteString("last_updated"u8, when);
            }
            else if (gone && bookable && reader.ValueTextEquals("calendars"u8))
            {
                reader.Read();
                reader.Skip();
                writer.WriteStartArray("calendars"u8);
                writer.WriteEndArray();
            }
            else if (gone && !location && reader.ValueTextEquals("valid"u8))
            {
                reader.Read();
                writer.WriteBoolean("valid"u8, false);
            }
            else if (location && reader.ValueTextEquals("evses"u8))
            {
                writer.WritePropertyName("evses"u8);
                reader.Read();
                WriteEvses(utf8, ref reader, writer, when, gone);
            }
            else
            {
                CopyMember(utf8, ref reader, writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static void WriteEvses(ReadOnlyMemory<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer, string when, bool gone)
    {
        writer.WriteStartArray();
        while (reader.TokenType == JsonTokenType.StartArray ? reader.Read() : reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                break;
            }

            writer.WriteStartObject();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (gone && reader.ValueTextEquals("status"u8))
                {
                    reader.Read();
                    writer.WriteString("status"u8, "REMOVED"u8);
                }
                else if (reader.ValueTextEquals("last_updated"u8))
                {
                    reader.Read();
                    writer.WriteString("last_updated"u8, when);
                }
                else
                {
                    CopyMember(utf8, ref reader, writer);
                }
            }

            writer.WriteEndObject();
            reader.Read();
        }

        writer.WriteEndArray();
    }

    private static void CopyMember(ReadOnlyMemory<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WritePropertyName(reader.GetString()!);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        writer.WriteRawValue(utf8.Span[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }
}
