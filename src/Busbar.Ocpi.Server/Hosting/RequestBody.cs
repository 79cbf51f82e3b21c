using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Routing;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Reads a request's body into a buffer and judges it: size, encoding, JSON.</summary>
internal static class RequestBody
{
    private static readonly OcpiReply TooLarge = new(413, OcpiStatus.ClientError, "The body is larger than this server accepts.", default);

    /// <summary>Reads the whole body. The result is null, or the refusal.</summary>
    public static async ValueTask<OcpiReply?> ReadAsync(HttpRequest request, PooledBuffer into, int maximum, CancellationToken cancellation)
    {
        if (request.ContentLength > maximum)
            return TooLarge;

        // What is announced need not come, so only so much is believed.
        into.Reserve(request.ContentLength is > 0 and < 1 << 20 and var length ? (int)length : 4096);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            var fits = into.Length + read.Buffer.Length <= maximum;
            if (fits)
            {
                foreach (var piece in read.Buffer)
                    into.Write(piece.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (!fits)
                return TooLarge;
            if (read.IsCompleted || into.Length == request.ContentLength)
                return null;
        }
    }

    /// <summary>
    /// Checks that a body is UTF-8 JSON, and an object; of a list of one CDR the CDR is taken. The result is null, or the refusal
    /// (STA-001, AMB-041, AMB-043, AMD-062).
    /// </summary>
    public static OcpiReply? Judge(ref ReadOnlyMemory<byte> body, string? contentType, Operation operation, int maxDepth, List<Tolerated> tolerated)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
            tolerated.Add(new Tolerated("body.byte-order-mark", "The body starts with a byte order mark."));
        }

        if (!IsJson(contentType))
            tolerated.Add(new Tolerated("content-type", "The Content-Type is not application/json."));
        if (!Utf8.IsValid(body.Span))
            return Malformed("The body is not UTF-8.");
        if (PlainJson.IsObject(body.Span, maxDepth))
            return null;

        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = maxDepth });
            reader.Read();
            var root = reader.TokenType;
            while (reader.Read())
            {
            }

            if (root == JsonTokenType.StartArray && operation == Operation.PostCdr && EnvelopeReader.Elements(body, tolerated) is [var only])
            {
                body = only;
                root = body.Span[0] == (byte)'{' ? JsonTokenType.StartObject : root;
                tolerated.Add(new Tolerated("body.list", "The body is a list with one object instead of the object."));
            }

            if (root != JsonTokenType.StartObject && !(operation == Operation.CommandResult && root == JsonTokenType.String))
                return OcpiReply.Invalid("The body is not a JSON object.");

            // Well-formed, and yet no text that anybody behind this could read.
            return body.Span.IndexOf("\\u"u8) < 0 || Surrogates.AreWhole(body.Span)
                ? null
                : OcpiReply.Invalid("A text in the body holds half of a surrogate pair, which is no character.");
        }
        catch (JsonException problem)
        {
            // The reader's own message quotes the body; the position says enough.
            return Malformed(body.IsEmpty
                ? "The body is missing."
                : $"The body is not valid JSON (line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}).");
        }
    }

    private static OcpiReply Malformed(string message) => new(400, OcpiStatus.InvalidParameters, message, default);

    private static bool IsJson(string? contentType)
    {
        var end = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = end < 0 ? contentType : contentType![..end];
        return type is not null && type.AsSpan().Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
