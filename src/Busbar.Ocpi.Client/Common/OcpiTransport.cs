using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>Sends one request, reads its answer, and tells the observer. Faults of the partner and of the network become values.</summary>
internal sealed class OcpiTransport(HttpClient http, OcpiPeer peer, IExchangeObserver? observer, TimeProvider clock)
{
    private const int MaxRedirects = 3;
    private static readonly Tolerated AddedSlash = new(OcpiResponse.SlashAdded, "The partner redirects to the same URL with a slash at its end.");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly string _authorization = AuthorizationHeader.Format(peer.Token, peer.TokenForm);

    /// <summary>The partner.</summary>
    public OcpiPeer Peer => peer;

    public async Task<OcpiResponse> SendAsync(OutgoingRequest request, CallOptions? options, CancellationToken cancellation)
    {
        var ids = MessageIds.Create(options?.CorrelationId);
        if (Objection(request.Url) is { } objection)
            return new OcpiResponse { Failure = OcpiFailure.Refused, Message = objection, Ids = ids };

        if (peer.Pace is { } pace)
            await pace.WaitAsync(options is { Urgent: true }, cancellation);
        if (request.Body is { } given && peer.BodyForm is { } form)
            request = request with { Body = form(given) };

        var routing = Routing(request.Module, options);
        var started = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(options?.Timeout ?? peer.Timeout, clock);
        using var either = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        OcpiResponse response;
        ReadOnlyMemory<byte> body = default;
        try
        {
            (response, body) = await ExchangeAsync(request, ids, routing, options?.BeforeSending, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            response = new OcpiResponse { Failure = OcpiFailure.Timeout, Message = "No complete answer in time.", MayHaveArrived = true };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            response = new OcpiResponse { Failure = OcpiFailure.Unreachable, Message = Reason(failure), MayHaveArrived = !FailedToConnect(failure) };
        }

        var exchange = Guid.CreateVersion7(clock.GetUtcNow());
        response = response with { Ids = ids, Exchange = exchange };
        if (response is { HttpStatus: 429 or 503, RetryAfter: { } patience })
            peer.Pace?.Hold(patience);
        observer?.Observe(new ObservedExchange
        {
            Id = exchange,
            Subject = options?.Subject,
            Peer = peer.Tag,
            Method = request.Method.Method,
            Url = request.Url.AbsoluteUri,
            Version = peer.Version,
            Module = request.Module,
            Ids = ids,
            Routing = routing,
            RequestBody = request.Body ?? default,
            HttpStatus = response.HttpStatus,
            OcpiStatus = response.Status,
            Limit = response.Limit,
            ResponseBody = new ReadOnlySequence<byte>(body),
            Duration = clock.GetElapsedTime(started),
            Tolerated = response.Tolerated,
            Failure = response.Failure is OcpiFailure.None or OcpiFailure.HttpError or OcpiFailure.OcpiError ? null : response.Message,
        });
        return response;
    }

    private async Task<(OcpiResponse Response, ReadOnlyMemory<byte> Body)> ExchangeAsync(
        OutgoingRequest request, MessageIds ids, RoutingHeaders routing, Action? beforeSending, CancellationToken cancellation)
    {
        var url = request.Url;
        var addedSlash = false;
        for (var hop = 0; ; hop++)
        {
            using var message = Compose(request, url, ids, routing, beforeSending);
            beforeSending?.Invoke();
            using var answer = await SendAsync(message, cancellation);
            if ((int)answer.StatusCode is 307 or 308 && hop < MaxRedirects && SameOrigin(url, answer.Headers.Location) is { } target)
            {
                addedSlash |= url.AbsolutePath + "/" == target.AbsolutePath;
                url = target;
                continue;
            }

            var body = await AnswerBody.ReadAsync(answer.Content, peer.MaxAnswerBytes, cancellation);
            return body is null
                ? (new OcpiResponse
                {
                    Failure = OcpiFailure.Unreadable,
                    HttpStatus = (int)answer.StatusCode,
                    Message = "The answer is larger than is accepted.",
                }, default)
                : (request.Raw ? AnswerReader.ReadRaw(answer, body.Value) : Noted(AnswerReader.Read(answer, body.Value, url), addedSlash), body.Value);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException) when (message.Content is LateContent { Refusal: { } refusal })
        {
            // The handler takes some exceptions of a body for faults of the network.
            ExceptionDispatchInfo.Throw(refusal);
            throw;
        }
    }

    private static OcpiResponse Noted(OcpiResponse response, bool addedSlash) =>
        addedSlash ? response with { Tolerated = [.. response.Tolerated, AddedSlash] } : response;

    private HttpRequestMessage Compose(OutgoingRequest request, Uri url, MessageIds ids, RoutingHeaders routing, Action? beforeSending)
    {
        var message = new HttpRequestMessage(request.Method, url);
        message.Headers.TryAddWithoutValidation(OcpiHeaders.Authorization, _authorization);
        Add(OcpiHeaders.RequestId, ids.RequestId);
        Add(OcpiHeaders.CorrelationId, ids.CorrelationId);
        message.Headers.TryAddWithoutValidation("Accept", request.Raw ? "*/*" : "application/json");
        routing.Write(Add);
        if (request.Body is { } body)
        {
            message.Content = beforeSending is null ? new ReadOnlyMemoryContent(body) : new LateContent(body, beforeSending);
            message.Content.Headers.ContentType = request.ContentType is { } kind && MediaTypeHeaderValue.TryParse(kind, out var parsed) ? parsed : Json;
        }

        return message;

        void Add(string name, string value) => message.Headers.TryAddWithoutValidation(peer.LowerCaseHeaders ? name.ToLowerInvariant() : name, value);
    }

    /// <summary>Versions, Credentials and HubClientInfo are never routed; 2.1.1 has no routing headers.</summary>
    private RoutingHeaders Routing(ModuleId? module, CallOptions? options)
    {
        if (!peer.SendsRouting || peer.Version == OcpiVersion.V211 || module is null || module == ModuleId.Credentials || module == ModuleId.HubClientInfo)
            return RoutingHeaders.None;

        return new RoutingHeaders(options is { OpenRouting: true } ? null : options?.To ?? peer.To, options?.From ?? peer.From);
    }

    private string? Objection(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            return "The URL is not an absolute http or https URL.";

        return peer.TokenForm == TokenForm.Raw && !peer.Token.All(c => c is > ' ' and <= '~')
            ? "The token holds characters that cannot be sent without Base64."
            : null;
    }

    private static Uri? SameOrigin(Uri url, Uri? location)
    {
        var target = location is null ? null : new Uri(url, location);
        return target is not null && Origin.Same(url, target) ? target : null;
    }

    private static bool FailedToConnect(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };

    private static string Reason(Exception failure) => failure switch
    {
        // What the handler's own connect step says (a forbidden address) is wrapped by the one around it.
        { InnerException: HttpRequestException inner } => Reason(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The host's name cannot be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "No connection.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "No secure connection: the certificate or the TLS version is not accepted.",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException => "The connection broke before the answer was complete.",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "The answer is not valid HTTP.",
        _ => failure.Message,
    };
}
