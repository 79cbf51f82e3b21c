using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Busbar.Soak.Records;
using Microsoft.AspNetCore.Http;

namespace Busbar.Soak.Platforms;

/// <summary>
/// An operator's backend: sends each document until a gateway acknowledges it, asking the next process when one does not answer. One thread at a time for one object.
/// </summary>
internal sealed class Operator : Platform
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly RunRecord _run;
    private readonly RecordFile<Exchange> _record;
    private readonly IReadOnlyList<Uri> _gateways;
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3) }) { Timeout = TimeSpan.FromSeconds(20) };
    private int _gateway;
    private int _acknowledged;
    private int _repeated;

    public Operator(RunRecord run, string party, string version, int port, string host, IReadOnlyList<Uri> gateways)
        : base(party, version, "CPO", port, host)
    {
        (_run, _gateways) = (run, gateways);
        _record = run.OfSender(party, version);
        Documents = new Documents(party, version);
    }

    public Documents Documents { get; }

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>What was acknowledged, as the requests leave it. Each object is changed by one thread at a time.</summary>
    public ConcurrentDictionary<string, Shelf> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of everything that is acknowledged.</summary>
    public Action<Exchange>? WasAcknowledged { get; set; }

    public Task PutAsync(string module, string rest, JsonObject body, CancellationToken cancellation) => SettleAsync("PUT", $"/{module}/NL/{Party}/{rest}", body, cancellation);

    public Task PatchAsync(string module, string rest, JsonObject body, CancellationToken cancellation) => SettleAsync("PATCH", $"/{module}/NL/{Party}/{rest}", body, cancellation);

    public Task DeleteAsync(string module, string rest, CancellationToken cancellation) => SettleAsync("DELETE", $"/{module}/NL/{Party}/{rest}", null, cancellation);

    public Task PostCdrAsync(JsonObject cdr, CancellationToken cancellation) => SettleAsync("POST", "/cdrs", cdr, cancellation);

    /// <summary>Asks the gateway what it holds; recorded for the judge.</summary>
    public Task ReadAsync(string path, CancellationToken cancellation) => SettleAsync("GET", path, null, cancellation);

    private async Task SettleAsync(string method, string path, JsonObject? body, CancellationToken cancellation)
    {
        var give = _run.Now + (long)Patience.TotalMilliseconds;
        for (var attempt = 0; ; attempt++)
        {
            var exchange = await TryAsync(method, path, body, attempt > 0, cancellation);
            _record.Add(exchange);
            if (exchange.Counts)
            {
                if (method != "GET")
                {
                    Sent.GetOrAdd(Shelf.KeyOf(exchange), _ => new Shelf()).Apply(exchange);
                    Interlocked.Increment(ref _acknowledged);
                    WasAcknowledged?.Invoke(exchange);
                }

                return;
            }

            // Only what can pass is worth another try: everything that is sent here is valid.
            if (exchange.Http is < 500 and not 429 || _run.Now > give)
            {
                throw new InvalidOperationException($"{method} {path} was not acknowledged: HTTP {exchange.Http} {exchange.Mishap}");
            }

            Interlocked.Increment(ref _repeated);
            Interlocked.Increment(ref _gateway);
            await Task.Delay(50, cancellation);
        }
    }

    private async Task<Exchange> TryAsync(string method, string path, JsonObject? body, bool again, CancellationToken cancellation)
    {
        var began = _run.Now;
        var module = path.Split('/')[1];
        var gateway = _gateways[(int)((uint)Volatile.Read(ref _gateway) % _gateways.Count)];
        using var request = Request(method, new Uri(gateway, Endpoints[$"{module}/RECEIVER"] + path[(module.Length + 1)..]).AbsoluteUri, body);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            var envelope = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null;
            var http = (int)response.StatusCode;

            // What was deleted in a request without an answer is not there any more; what was deleted is not read either.
            var counts = (http is >= 200 and < 300 && (int?)envelope?["status_code"] == 1000) || (http == 404 && ((method == "DELETE" && again) || method == "GET"));
            return new Exchange(began, _run.Now, method, path, body, http, method == "GET" ? envelope?["data"]?.DeepClone() : null, counts, counts ? null : text);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new Exchange(began, _run.Now, method, path, body, null, null, false, failure.GetType().Name);
        }
    }

    protected override Task TakeAsync(HttpContext http, string path, string body) => AnswerAsync(http, 404, 2003);
}
