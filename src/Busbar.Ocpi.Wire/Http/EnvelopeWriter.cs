using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Writes the response object around data that is already JSON; the data's bytes are copied as they are.</summary>
/// <remarks>OCPI chapter "Transport and format / Response format".</remarks>
public static class EnvelopeWriter
{
    private static readonly JsonEncodedText DefaultMessage = JsonEncodedText.Encode("Success");

    /// <summary>Writes a whole answer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="status">The status_code.</param>
    /// <param name="message">The status_message; null writes "Success" for success codes and leaves it out otherwise.</param>
    /// <param name="timestamp">When the answer is made.</param>
    /// <param name="data">The data as UTF-8 JSON; empty leaves the member out.</param>
    public static void Write(IBufferWriter<byte> output, OcpiStatus status, string? message, DateTimeOffset timestamp, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            output.Write("{"u8);
        }
        else
        {
            output.Write("{\"data\":"u8);
            output.Write(data);
            output.Write(","u8);
        }

        WriteTail(output, status, message, timestamp);
    }

    /// <summary>Starts an answer whose data is a list: the elements follow, separated by commas, then <see cref="WriteListEnd"/>.</summary>
    public static void WriteListStart(IBufferWriter<byte> output) => output.Write("{\"data\":["u8);

    /// <summary>Ends the list and the answer.</summary>
    public static void WriteListEnd(IBufferWriter<byte> output, OcpiStatus status, string? message, DateTimeOffset timestamp)
    {
        output.Write("],"u8);
        WriteTail(output, status, message, timestamp);
    }

    private static void WriteTail(IBufferWriter<byte> output, OcpiStatus status, string? message, DateTimeOffset timestamp)
    {
        output.Write("\"status_code\":"u8);
        var number = output.GetSpan(11);
        status.Code.TryFormat(number, out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        if (message is not null || status.IsSuccess)
        {
            output.Write(",\"status_message\":\""u8);
            // The encoder takes half a surrogate pair, too: a message may have been cut, or come from a partner.
            output.Write(message is null
                ? DefaultMessage.EncodedUtf8Bytes
                : Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(message)));
            output.Write("\""u8);
        }

        output.Write(",\"timestamp\":\""u8);
        output.Advance(OcpiDateTime.Format(timestamp, output.GetSpan(OcpiDateTime.LongestFormat)));
        output.Write("\"}"u8);
    }
}
