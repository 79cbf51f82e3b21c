using System.Globalization;
using System.Text.Json;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Reads response objects, tolerant of what partners do instead (AMB-035, AMB-038, AMB-043, AMB-083). The data is found, not copied.</summary>
public static class EnvelopeReader
{
    /// <summary>Answers come from many stacks: trailing commas have one meaning, so they are read.</summary>
    private const int LongestMessage = 1000;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads an answer's body.</summary>
    /// <param name="body">The body, UTF-8, with or without a byte order mark.</param>
    /// <returns>Null when the body is not JSON.</returns>
    public static Envelope? Read(ReadOnlyMemory<byte> body)
    {
        var notes = new List<Tolerated>();
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
            notes.Add(new Tolerated("body.byte-order-mark", "The body starts with a byte order mark."));
        }

        try
        {
            return Parse(body, notes);
        }
        catch (JsonException)
        {
            return null; // Not JSON: said by the result.
        }
        catch (InvalidOperationException)
        {
            return null; // A text that is not UTF-8: said by the result.
        }
    }

    /// <summary>The elements of a list, each a slice of the same bytes. One object counts as a list of one; absent or null as an empty list.</summary>
    /// <param name="data">An envelope's data.</param>
    /// <param name="tolerated">Takes what was overlooked.</param>
    /// <returns>Null when the data is neither list nor object, or not JSON.</returns>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Elements(ReadOnlyMemory<byte> data, ICollection<Tolerated> tolerated)
    {
        if (data.IsEmpty)
            return [];

        try
        {
            var reader = new Utf8JsonReader(data.Span, Lenient);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                tolerated.Add(new Tolerated("envelope.object-for-list", "data is one object where a list is expected."));
                return [data];
            }

            if (reader.TokenType != JsonTokenType.StartArray)
                return null;

            var elements = new List<ReadOnlyMemory<byte>>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                elements.Add(Slice(data, ref reader));
            return elements;
        }
        catch (JsonException)
        {
            return null; // Not JSON: said by the result.
        }
    }

    /// <summary>The only object of a list of one, where an object is expected; anything else as it is.</summary>
    /// <param name="data">An envelope's data.</param>
    /// <param name="tolerated">Takes what was overlooked.</param>
    public static ReadOnlyMemory<byte> Only(ReadOnlyMemory<byte> data, ICollection<Tolerated> tolerated)
    {
        if (data.IsEmpty || data.Span[0] != (byte)'[' || Elements(data, tolerated) is not [var only] || only.Span[0] != (byte)'{')
            return data;

        tolerated.Add(new Tolerated("envelope.list-for-object", "data is a list of one where an object is expected."));
        return only;
    }

    /// <summary>
    /// Takes the payload out of a request body that should be bare but is wrapped, as the envelope's data or under its type's
    /// name (AMB-083). A bare body comes back as it is.
    /// </summary>
    /// <param name="body">The request's body, valid JSON.</param>
    /// <param name="typeName">The type's name, for example "CommandResult".</param>
    /// <param name="tolerated">Takes what was overlooked.</param>
    public static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> body, string typeName, ICollection<Tolerated> tolerated)
    {
        for (var depth = 0; depth < 2; depth++)
        {
            if (Member(body, "data") is { } data)
            {
                tolerated.Add(new Tolerated("body.wrapped", $"The {typeName} is wrapped in a response object."));
                body = data;
            }
            else if (Member(body, typeName) is { } named)
            {
                tolerated.Add(new Tolerated("body.wrapped", $"The {typeName} is wrapped in an object that names its type."));
                body = named;
            }
        }

        return body;
    }

    private static ReadOnlyMemory<byte>? Member(ReadOnlyMemory<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json.Span, Lenient);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found && reader.TokenType == JsonTokenType.StartObject)
                return Slice(json, ref reader);
            reader.Skip();
        }

        return null;
    }

    private static Envelope Parse(ReadOnlyMemory<byte> body, List<Tolerated> notes)
    {
        var reader = new Utf8JsonReader(body.Span, Lenient);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return Bare(body, ref reader, notes);

        OcpiStatus? status = null;
        string? message = null;
        DateTimeOffset? timestamp = null;
        ReadOnlyMemory<byte> data = default;
        var kind = JsonValueKind.Undefined;
        var isEnvelope = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                isEnvelope = true;
                reader.Read();
                kind = Kind(reader.TokenType);
                data = Slice(body, ref reader);
            }
            else if (reader.ValueTextEquals("status_code"u8))
            {
                isEnvelope = true;
                reader.Read();
                status = Status(ref reader, notes);
            }
            else if (reader.ValueTextEquals("status_message"u8))
            {
                message = Shortened(Text(ref reader));
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                timestamp = Timestamp(Text(ref reader), notes);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        while (reader.Read())
        {
        }

        if (!isEnvelope)
        {
            notes.Add(new Tolerated("envelope.missing", "The answer is a bare object without the response object around it."));
            return new Envelope { Data = body, DataKind = JsonValueKind.Object, Tolerated = notes };
        }

        if (status is null)
            notes.Add(new Tolerated("envelope.status-code", "The response object has no usable status_code."));
        if (timestamp is null && !notes.Exists(note => note.Rule.StartsWith("envelope.timestamp", StringComparison.Ordinal)))
            notes.Add(new Tolerated("envelope.timestamp", "The response object has no timestamp."));
        if (kind == JsonValueKind.Null)
            data = default;
        return new Envelope { Status = status, Message = message, Timestamp = timestamp, Data = data, DataKind = kind, Tolerated = notes };
    }

    private static Envelope Bare(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader, List<Tolerated> notes)
    {
        var kind = Kind(reader.TokenType);
        var data = Slice(body, ref reader);
        while (reader.Read())
        {
        }

        notes.Add(new Tolerated("envelope.missing", "The answer has no response object around its data."));
        return new Envelope { Data = data, DataKind = kind, Tolerated = notes };
    }

    private static OcpiStatus? Status(ref Utf8JsonReader reader, List<Tolerated> notes)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code))
            return Plausible(code, notes);

        if (reader.TokenType == JsonTokenType.String && int.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out code))
        {
            notes.Add(new Tolerated("envelope.status-code-text", "status_code is a text."));
            return Plausible(code, notes);
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is > 0 and < 10000)
        {
            notes.Add(new Tolerated("envelope.status-code-text", "status_code is written with decimals."));
            return Plausible((int)number, notes);
        }

        reader.Skip();
        return null;
    }

    /// <summary>An HTTP status in the place of the OCPI one means the same success or failure.</summary>
    private static OcpiStatus? Plausible(int code, List<Tolerated> notes)
    {
        if (code is >= 1000 and < 5000)
            return new OcpiStatus(code);

        notes.Add(new Tolerated("envelope.status-code-http", "status_code is not an OCPI code."));
        return code switch
        {
            >= 200 and < 300 => OcpiStatus.Success,
            >= 400 and < 500 => OcpiStatus.ClientError,
            >= 500 and < 600 => OcpiStatus.ServerError,
            _ => null,
        };
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <summary>A message goes into answers to others, refusals and reports: a sentence does, a document does not.</summary>
    private static string? Shortened(string? message) => message is { Length: > LongestMessage } ? string.Concat(message.AsSpan(0, LongestMessage), "…") : message;

    private static DateTimeOffset? Timestamp(string? text, List<Tolerated> notes)
    {
        if (text is null || !DateTimeText.TryParse(text, out var value, out var deviation))
            return null;
        if (deviation is not null)
            notes.Add(new Tolerated("envelope.timestamp-form", "timestamp is not written in UTC with Z and at most three decimals."));
        return value;
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static JsonValueKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        JsonTokenType.Null => JsonValueKind.Null,
        _ => JsonValueKind.Undefined,
    };
}
