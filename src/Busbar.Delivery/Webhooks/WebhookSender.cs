using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Busbar.Core.Webhooks;
using Busbar.Delivery.Http;

namespace Busbar.Delivery.Webhooks;

/// <summary>Sends messages to webhooks as Standard Webhooks says. Of an answer nothing is read but its head.</summary>
internal sealed class WebhookSender(HttpClient http, TimeProvider time) : IWebhookSender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var began = time.GetTimestamp();
        try
        {
            using var request = Compose(message);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(answer) with { Duration = time.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"No answer within {limit.TotalSeconds} seconds."), began);
        }
        catch (HttpRequestException failure)
        {
            return Failed(Reason(failure), began);
        }
    }

    private static HttpRequestMessage Compose(WebhookMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("User-Agent", "Busbar");
        request.Headers.TryAddWithoutValidation("webhook-id", message.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", message.Signature);
        return request;
    }

    private WebhookAnswer Read(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return new WebhookAnswer
        {
            HttpStatus = status,
            Problem = status switch
            {
                >= 200 and < 300 => null,
                >= 300 and < 400 => string.Create(CultureInfo.InvariantCulture, $"The receiver answered {status}; redirects are not followed."),
                410 => "The receiver answered 410: it is gone.",
                _ => string.Create(CultureInfo.InvariantCulture, $"The receiver answered {status}."),
            },
            RetryAfter = answer.Headers.RetryAfter switch
            {
                { Delta: { } wait } => wait,
                { Date: { } date } => date - time.GetUtcNow(),
                _ => null,
            },
        };
    }

    private WebhookAnswer Failed(string reason, long began) => new() { Problem = reason, Duration = time.GetElapsedTime(began) };

    private static string Reason(Exception failure) => failure switch
    {
        AddressRefusedException => failure.Message,

        // What the handler's own connect step says (a forbidden address) is wrapped by the one around it.
        { InnerException: HttpRequestException inner } => Reason(inner),
        { InnerException: AuthenticationException } or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "No secure connection: the certificate or the TLS version is not accepted.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The host's name cannot be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "No connection.",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "The connection broke before the answer was complete.",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "The answer is not valid HTTP.",
        _ => "The request could not be sent, or its answer not read.",
    };
}
