using System.Globalization;
using System.Net;
using System.Text.Json;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>Turns an HTTP answer into an outcome: HTTP status first, then the OCPI status (STA-010; AMB-033, AMB-035, AMB-038).</summary>
internal static class AnswerReader
{
    public static OcpiResponse Read(HttpResponseMessage answer, ReadOnlyMemory<byte> body, Uri url)
    {
        var response = new OcpiResponse
        {
            HttpStatus = (int)answer.StatusCode,
            Location = Resolve(url, answer.Headers.TryGetValues(OcpiHeaders.Location, out var location) ? location.FirstOrDefault() : null),
            Next = Resolve(url, answer.Headers.TryGetValues(OcpiHeaders.Link, out var links) ? LinkHeader.FindNext(links) : null),
            TotalCount = Count(answer, OcpiHeaders.TotalCount),
            Limit = Count(answer, OcpiHeaders.Limit),
            Routing = RoutingHeaders.TryRead(name => Header(answer, name), out var routing, out _) ? routing : RoutingHeaders.None,
            Allow = answer.StatusCode == HttpStatusCode.MethodNotAllowed && answer.Content.Headers.Allow.Count > 0 ? string.Join(", ", answer.Content.Headers.Allow) : null,
            RetryAfter = RetryAfter(answer),
        };
        return answer.IsSuccessStatusCode ? Success(response, body) : Error(response, body);
    }

    /// <summary>The answer of a custom module: any answer that came is one.</summary>
    public static OcpiResponse ReadRaw(HttpResponseMessage answer, ReadOnlyMemory<byte> body) => new()
    {
        HttpStatus = (int)answer.StatusCode,
        Data = body,
        ContentType = answer.Content.Headers.ContentType?.ToString(),
        Headers = [.. answer.Headers.Select(header => new KeyValuePair<string, string>(header.Key, string.Join(", ", header.Value)))],
    };

    private static OcpiResponse Success(OcpiResponse response, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return response.HttpStatus == 204
                ? response
                : response with { Tolerated = [new Tolerated("envelope.empty", "The answer has no body.")] };
        }

        if (EnvelopeReader.Read(body) is not { } envelope)
            return response with { Failure = OcpiFailure.Unreadable, Message = "The answer is not JSON." };

        response = response with { Status = envelope.Status, Message = envelope.Message, Data = envelope.Data, Tolerated = envelope.Tolerated };
        if (envelope.Status is { } status)
            return status.IsSuccess ? response : response with { Failure = OcpiFailure.OcpiError };

        return envelope.DataKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String
            ? response
            : response with { Failure = OcpiFailure.Unreadable, Message = "The answer has neither a status_code nor data." };
    }

    private static OcpiResponse Error(OcpiResponse response, ReadOnlyMemory<byte> body)
    {
        response = response with { Failure = OcpiFailure.HttpError };
        // Bare JSON of an error (a problem document) is not an envelope: neither its data nor its code mean anything to OCPI.
        return EnvelopeReader.Read(body) is { Status: not null } envelope
            ? response with { Status = envelope.Status, Message = envelope.Message, Data = envelope.Data, Tolerated = envelope.Tolerated }
            : response with { Message = BareError.Read(body) };
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static long? Count(HttpResponseMessage answer, string name) =>
        long.TryParse(Header(answer, name), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private static Uri? Resolve(Uri url, string? target) => Uri.TryCreate(url, target, out var resolved) && target is not null ? resolved : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter is not { } header)
            return null;
        if (header.Delta is { } delta)
            return delta;

        // The partner's own clock makes a date an interval; without it there is no telling how long that is.
        if (header.Date is not { } date || answer.Headers.Date is not { } now)
            return null;
        var wait = date - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
