using System.Buffers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Routing;
using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Serves every OCPI request of one server.</summary>
internal sealed class OcpiPipeline(OcpiServerSetup setup, string[] prefix)
{
    private static readonly OcpiReply Unauthorized =
        new(401, OcpiStatus.ClientError, "The Authorization header is missing, or its token is not known here.", default);

    private static readonly OcpiReply Unregistered =
        new(401, OcpiStatus.ClientError, "This token is for the registration only: it opens Versions and Credentials.", default);

    private static readonly OcpiReply NoSuchPath = OcpiReply.NotFound(OcpiStatus.InvalidParameters, "There is nothing at this URL.");
    private static readonly OcpiReply Unexpected = new(500, OcpiStatus.ServerError, "Internal error.", default);

    private static readonly Tolerated EncodedToken = new("token.encoded", "The token stands in the Authorization header in Base64, which 2.1.1 does not know.");

    private readonly Dispatcher _dispatcher = new(setup);
    private OcpiServerUrls? _urls;
    private Uri? _publicUrl;

    /// <summary>
    /// One request:
    /// 1. read the message ids, so that every answer can repeat them, and find the place that the raw path names;
    /// 2. authenticate: no caller, or a registering one outside Versions and Credentials, gets HTTP 401 before anything else is said;
    /// 3. limit: a request that comes too soon gets HTTP 429, whatever else there is to say about it;
    /// 4. bind: unknown place 404, unknown method 405, routing headers, query;
    /// 5. read and judge the body: 413, 400, or 2001 in HTTP 200;
    /// 6. call the handler; what it throws becomes HTTP 500 with 3000 and a log entry, or what the application makes of it;
    /// 7. write headers and envelope;
    /// 8. tell the observer.
    /// </summary>
    public async Task HandleAsync(HttpContext http)
    {
        var started = setup.Clock.GetTimestamp();
        var frame = new Frame { ReceivedAt = setup.Clock.GetUtcNow(), Ids = RequestHeaders.Ids(http.Request.Headers, out var idsComplete) };
        using var requestBody = new PooledBuffer(256);
        using var answer = new PooledBuffer(4096);
        var place = Locate(http);
        var (said, page) = await AnswerAsync(http, place, frame, idsComplete, requestBody, answer);
        var reply = VersionedStatus.For(place.Version, said);

        if (frame.Caller is { HttpErrors: true } && reply.HttpStatus == 200 && !reply.Status.IsSuccess)
            reply = reply with { HttpStatus = HttpStatusOf(reply.Status) };
        if (page is null)
            WriteEnvelope(answer, reply);
        var routing = place.IsRouted ? new RoutingHeaders(frame.Routing.From, reply.From ?? frame.Routing.To) : RoutingHeaders.None;
        string? failure = null;
        try
        {
            await Answer.WriteAsync(http, reply, page, frame.Ids, routing, answer.Content);
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException)
        {
            failure = "The caller went away before the answer was sent.";
        }

        Observe(http, place, frame, reply, requestBody.Written, answer.Content, setup.Clock.GetElapsedTime(started), failure);
    }

    private async ValueTask<(OcpiReply Reply, PageAnswer? Page)> AnswerAsync(
        HttpContext http, Place place, Frame frame, bool idsComplete, PooledBuffer requestBody, PooledBuffer answer)
    {
        try
        {
            var cancellation = http.RequestAborted;
            var denied = await AuthenticateAsync(http, place, frame, cancellation);
            if (setup.Limiter is { } limiter && Limit(limiter, http, frame) is { } tooMany)
                return (tooMany, null);
            if (denied is { } reason)
                return (reason, null);

            if (Bind(http, place, frame, idsComplete, out var operation) is { } refused)
                return (refused, null);

            if (Dispatcher.TakesBody(operation))
            {
                if (await RequestBody.ReadAsync(http.Request, requestBody, setup.Options.MaxBodyBytes, cancellation) is { } tooLarge)
                    return (tooLarge, null);
                if (JudgeBody(http, operation, frame, requestBody.Written) is { } malformed)
                    return (malformed, null);
            }

            var request = Request(http, place, frame);
            if (request.RefusedByStrictness() is { } strict)
                return (strict, null);

            return operation == Operation.List
                ? await _dispatcher.ListAsync(request, answer, cancellation)
                : (await _dispatcher.CallAsync(operation, request, place.Rest, cancellation), null);
        }
        catch (BadHttpRequestException bad)
        {
            answer.Clear();
            return (new OcpiReply(bad.StatusCode, OcpiStatus.ClientError, "The HTTP request is malformed.", default), null);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            answer.Clear();
            return (Unexpected, null); // Nobody is left to read it.
        }
        catch (Exception failure) when (setup.Explain(failure) is { } known)
        {
            setup.Log.LogWarning(
                "{Method} {Module} {Side} was not carried out, request id {RequestId}: {Reason}", http.Request.Method, place.Module, place.Side, frame.Ids.RequestId, failure.Message);
            answer.Clear();
            return (known, null);
        }
        catch (Exception failure)
        {
            // The last door: whatever a handler throws is reported here and told to the partner without details.
            setup.Log.LogError(failure, "{Method} {Module} {Side} failed, request id {RequestId}", http.Request.Method, place.Module, place.Side, frame.Ids.RequestId);
            answer.Clear();
            return (Unexpected, null);
        }
    }

    /// <summary>The HTTP status that says the same as an OCPI status, to whom looks at nothing else.</summary>
    private static int HttpStatusOf(OcpiStatus status) => status.Code switch
    {
        2003 or 2004 or 4001 => 404,
        4002 => 504,
        4003 => 502,
        >= 3000 and < 4000 => 500,
        _ => 400,
    };

    private async ValueTask<OcpiReply?> AuthenticateAsync(HttpContext http, Place place, Frame frame, CancellationToken cancellation)
    {
        var candidates = RequestHeaders.Tokens(http.Request.Headers);
        var caller = candidates.Count == 0 ? null : await setup.Authenticator.AuthenticateAsync(candidates, cancellation);
        if (caller is null)
            return Unauthorized;

        if (caller.RepeatOnly && !(place.Module == ModuleId.Credentials && http.Request.Method == "POST"))
            return Unauthorized;

        frame.Caller = caller;
        if (!caller.AnyScheme && caller.Presented.Tolerated.FirstOrDefault(note => note.Rule is AuthorizationHeader.BearerRule or AuthorizationHeader.NoSchemeRule) is { } scheme)
            return Unauthorized with { Message = scheme.Message };

        foreach (var note in caller.Presented.Tolerated)
        {
            // 2.1.1 sends the token raw, and the list of versions belongs to no version.
            if (note.Rule != AuthorizationHeader.RawRule || place.Version > OcpiVersion.V211)
                frame.Tolerated.Add(note);
        }

        if (place.Version == OcpiVersion.V211 && caller.Presented.Form == TokenForm.Base64)
            frame.Tolerated.Add(EncodedToken);

        if (caller.Strict && frame.Tolerated.Count > 0)
            return Unauthorized with { Message = string.Join(' ', frame.Tolerated.Select(note => note.Message)) };
        return caller.RegistrationOnly && !place.OpenToRegistration ? Unregistered : null;
    }

    /// <summary>Whether the request comes too soon after others. A partner is held to its own limit; all others to that of the place they come from.</summary>
    private static OcpiReply? Limit(IRequestLimiter limiter, HttpContext http, Frame frame)
    {
        var refusal = frame.Caller is { } caller ? limiter.Take(caller) : limiter.TakeUnknown(http.Connection.RemoteIpAddress);
        if (refusal is not { } said)
            return null;

        frame.CountOnly = !said.IsFirst;
        return new OcpiReply(429, OcpiStatus.ClientError, said.Message, default) { RetryAfter = said.Wait };
    }

    private static OcpiReply? Bind(HttpContext http, Place place, Frame frame, bool idsComplete, out Operation operation)
    {
        operation = default;
        if (place.Route is not { } route || (place is { Module: { } module, Side: { } side } && !frame.Caller!.MayUse(module, side)))
            return NoSuchPath;

        var method = http.Request.Method;
        if (method == "OPTIONS")
            return new OcpiReply(204, OcpiStatus.Success, null, default) { Allow = route.Allow };
        if (route.Find(method == "HEAD" ? "GET" : method) is not { } found)
            return OcpiReply.MethodNotAllowed(route.Allow, $"{method} does not exist here.");

        operation = found;
        if (!idsComplete && place.Version > OcpiVersion.V211 && frame.Caller!.RequiresMessageIds)
            return OcpiReply.Invalid("X-Request-ID and X-Correlation-ID are required.");
        if (!idsComplete && place.Version != OcpiVersion.V211)
            frame.Tolerated.Add(new Tolerated("message-ids.missing", "X-Request-ID or X-Correlation-ID is missing or unusable."));
        if (!place.IsRouted)
            return null;
        if (!RequestHeaders.TryRouting(http.Request.Headers, out var routing, out var problem))
            return OcpiReply.Invalid(problem!);

        if (frame.Caller!.RequiresRouting && (routing.From is null || routing.To is null))
            return OcpiReply.Invalid("The OCPI-to and OCPI-from headers are required.");

        frame.Routing = routing;
        return null;
    }

    private OcpiReply? JudgeBody(HttpContext http, Operation operation, Frame frame, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty && !Dispatcher.NeedsBody(operation))
            return null;
        if (operation == Operation.Custom)
        {
            frame.Body = body; // whatever the partners agreed on
            return null;
        }

        if (RequestBody.Judge(ref body, http.Request.ContentType, operation, setup.Options.MaxJsonDepth, frame.Tolerated) is { } malformed)
            return malformed;

        frame.Body = operation == Operation.CommandResult ? EnvelopeReader.Unwrap(body, "CommandResult", frame.Tolerated) : body;
        return null;
    }

    private OcpiRequest Request(HttpContext http, Place place, Frame frame) => new()
    {
        Caller = frame.Caller!,
        Version = place.Version,
        Module = place.Module,
        Collection = place.Route?.Collection,
        Side = place.Side,
        Method = http.Request.Method,
        Routing = frame.Routing,
        Ids = frame.Ids,
        Query = OcpiQuery.Parse(http.Request.QueryString.Value),
        Body = frame.Body,
        ContentType = http.Request.ContentType,
        ReceivedAt = frame.ReceivedAt,
        Urls = Urls(),
        Tolerated = frame.Tolerated,
    };

    private OcpiServerUrls Urls()
    {
        var root = setup.Options.PublicUrl();
        if (!ReferenceEquals(root, _publicUrl) || _urls is null)
        {
            _urls = new OcpiServerUrls(root);
            _publicUrl = root;
        }

        return _urls;
    }

    /// <summary>The framework's own path is decoded and normalised already; ids may hold slashes and dots, so the raw target counts.</summary>
    private Place Locate(HttpContext http)
    {
        if (OcpiUrl.Split(RawTarget(http)) is not { } segments)
            return Place.Nowhere;

        var below = http.Request.PathBase.HasValue ? OcpiUrl.Split(http.Request.PathBase.ToUriComponent())!.Count : 0;
        var all = segments.ToArray().AsSpan();
        for (var i = 0; i < below + prefix.Length; i++)
        {
            var expected = i < below ? null : prefix[i - below];
            while (all.Length > 0 && all[0].Length == 0)
                all = all[1..];
            if (all.IsEmpty || (expected is not null && !expected.Equals(all[0], StringComparison.OrdinalIgnoreCase)))
                return Place.Nowhere;
            all = all[1..];
        }

        return Place.Find(all, setup.Options.Versions, setup.Options.Modules, custom: setup.Custom is not null);
    }

    /// <summary>Servers that know no raw target (in-memory ones) get the path encoded again.</summary>
    private static string RawTarget(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw
            : http.Request.PathBase.ToUriComponent() + http.Request.Path.ToUriComponent() + http.Request.QueryString.Value;

    private void WriteEnvelope(PooledBuffer answer, OcpiReply reply)
    {
        answer.Clear();
        if (reply.Raw is not null)
            answer.Write(reply.Data.Span);
        else if (reply.HttpStatus != 204)
            EnvelopeWriter.Write(answer, reply.Status, reply.Message, setup.Clock.GetUtcNow(), reply.Data.Span);
    }

    private void Observe(
        HttpContext http, Place place, Frame frame, OcpiReply reply, ReadOnlyMemory<byte> requestBody, ReadOnlySequence<byte> answer, TimeSpan duration, string? failure)
    {
        if (setup.Observer is not { } observer)
            return;

        try
        {
            observer.Observe(new ObservedExchange
            {
                Peer = frame.Caller,
                Method = http.Request.Method,
                Url = RawTarget(http),
                Version = place.Version,
                Module = place.Module,
                Ids = frame.Ids,
                Routing = frame.Routing,
                RequestBody = requestBody,
                HttpStatus = reply.HttpStatus,
                OcpiStatus = reply.Status,
                LowerCaseHeaders = RequestHeaders.AreLowerCase(http.Request),
                ResponseBody = answer,
                Duration = duration,
                CountOnly = frame.CountOnly,
                Tolerated = frame.Tolerated,
                Failure = failure,
            });
        }
        catch (Exception broken)
        {
            // The answer is out; a recorder's fault must not break the connection.
            setup.Log.LogError(broken, "The exchange observer failed, request id {RequestId}", frame.Ids.RequestId);
        }
    }

    /// <summary>What is known of a request so far; it also serves the answers that come before a handler is reached.</summary>
    private sealed class Frame
    {
        public required DateTimeOffset ReceivedAt { get; init; }

        public required MessageIds Ids { get; init; }

        public OcpiCaller? Caller { get; set; }

        public RoutingHeaders Routing { get; set; }

        public ReadOnlyMemory<byte> Body { get; set; }

        /// <summary>Whether it was refused as one of many alike.</summary>
        public bool CountOnly { get; set; }

        public List<Tolerated> Tolerated { get; } = [];
    }
}
