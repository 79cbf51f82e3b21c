using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Connections;

/// <summary>Puts documents into the form that a partner's profile asks for: its dates, its letters. Everything else stays byte by byte.</summary>
public static class PartnerForm
{
    private const int ShortestTime = 19;
    private const int LongestTime = 40;

    /// <summary>How documents are changed for the partner; null when they are not.</summary>
    public static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Of(PartnerProfile profile) =>
        profile is { Dates: DateForm.AsIs, Ascii: false } ? null : document => Apply(profile, document);

    /// <summary>A moment as the partner's dates are written.</summary>
    public static string Write(DateForm form, DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return form switch
        {
            DateForm.Seconds => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            DateForm.Milliseconds => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            DateForm.Offset => OcpiDateTime.Format(moment).Replace("Z", "+00:00", StringComparison.Ordinal),
            _ => OcpiDateTime.Format(moment),
        };
    }

    private static ReadOnlyMemory<byte> Apply(PartnerProfile profile, ReadOnlyMemory<byte> document)
    {
        var json = document.Span;
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        var copied = 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String || Changed(profile, ref reader) is not { } text)
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            output.Write(json[copied..start]);
            output.Write(Quoted(text));
            copied = (int)reader.BytesConsumed;
        }

        if (copied == 0)
        {
            return document;
        }

        output.Write(json[copied..]);
        return output.WrittenMemory;
    }

    private static string? Changed(PartnerProfile profile, ref Utf8JsonReader reader)
    {
        if (profile.Dates != DateForm.AsIs && !reader.ValueIsEscaped && IsTime(reader.ValueSpan) && OcpiDateTime.TryParse(reader.ValueSpan, out var moment, out _))
        {
            var written = Write(profile.Dates, moment);
            return Encoding.UTF8.GetByteCount(written) == reader.ValueSpan.Length && reader.ValueTextEquals(written) ? null : written;
        }

        if (!profile.Ascii || (!reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan)))
        {
            return null;
        }

        var text = reader.GetString()!;
        return Ascii.IsValid(text) ? null : PlainText.Of(text);
    }

    private static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length is >= ShortestTime and <= LongestTime && text[4] == '-' && text[7] == '-' && text[10] is (byte)'T' or (byte)'t' or (byte)' ' && text[13] == ':';

    private static byte[] Quoted(string text) => [(byte)'"', .. JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];
}
