using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.Soak.Records;
using Microsoft.AspNetCore.Http;

namespace Busbar.Soak.Platforms;

/// <summary>A provider that takes what it is pushed, fails as its weather says, and records every request in the order in which it took them in.</summary>
internal sealed class Provider : Platform
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly RunRecord _run;
    private readonly RecordFile<Exchange> _record;
    private readonly bool _tellsCdrs;
    private readonly Lock _lock = new();
    private readonly Shelf _shelf = new();

    /// <param name="run">Where it is recorded.</param>
    /// <param name="tellsCdrs">Whether its answer to a CDR says where it can be read back.</param>
    /// <param name="party">Its party id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="host">Under which address the gateways reach it.</param>
    /// <param name="seed">Of its weather.</param>
    public Provider(RunRecord run, bool tellsCdrs, string party, string version, int port, string host, int seed)
        : base(party, version, "EMSP", port, host)
    {
        (_run, _tellsCdrs) = (run, tellsCdrs);
        _record = run.OfPartner(party + (tellsCdrs ? "" : "-silent"), version);
        Weather = new Weather(new Random(seed));
    }

    public Weather Weather { get; }

    /// <summary>Told of everything that is taken in, in order; must be quick.</summary>
    public Action<Exchange>? Took { get; set; }

    /// <summary>The object as it stands here.</summary>
    public JsonObject? Find(string key)
    {
        lock (_lock)
        {
            return _shelf.Objects.GetValueOrDefault(key)?.DeepClone().AsObject();
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _shelf.Objects.Count;
            }
        }
    }

    public Task ChangeWeatherAsync(CancellationToken cancellation) => Weather.ChangeAsync(
        async away =>
        {
            _run.Note(away ? "away" : "back", Party);
            await (away ? StopAsync() : StartAsync());
        },
        cancellation);

    protected override async Task TakeAsync(HttpContext http, string path, string body)
    {
        var mishap = Weather.Next();
        var exchange = new Exchange(
            _run.Now, 0, http.Request.Method, path, body.Length == 0 ? null : JsonNode.Parse(body), null, null, false, mishap == Mishap.None ? null : mishap.ToString());
        if (mishap is Mishap.None or Mishap.Slow or Mishap.BreakAfter)
        {
            await TakeInAsync(http, exchange, mishap);
            return;
        }

        switch (mishap)
        {
            case Mishap.Error or Mishap.Busy:
                var status = mishap == Mishap.Error ? 500 : 503;
                if (mishap == Mishap.Busy)
                {
                    http.Response.Headers.RetryAfter = "1";
                }

                await AnswerAsync(http, status, 3000);
                _record.Add(exchange with { Ended = _run.Now, Http = status });
                return;

            case Mishap.Hang:
                await WaitAsync(http, Longest);
                break;
        }

        http.Abort();
        _record.Add(exchange with { Ended = _run.Now });
    }

    private async Task TakeInAsync(HttpContext http, Exchange exchange, Mishap mishap)
    {
        JsonNode? found = null;
        var status = 200;
        lock (_lock)
        {
            // Read and written in one step: the file's order is the order in which things were taken in.
            var key = Shelf.KeyOf(exchange);
            var known = _shelf.Objects.ContainsKey(key);
            if (exchange.Method == "GET")
            {
                found = _shelf.Objects.GetValueOrDefault(key)?.DeepClone();
                status = found is null ? 404 : 200;
            }
            else
            {
                var taken = _shelf.Apply(exchange);
                status = !taken ? 404 : known || exchange.Method == "DELETE" ? 200 : 201;
                exchange = exchange with { Counts = taken };
            }

            exchange = exchange with { Ended = _run.Now, Http = mishap == Mishap.BreakAfter ? null : status };
            _record.Add(exchange);
            if (exchange.Counts)
            {
                Took?.Invoke(exchange);
            }
        }

        if (mishap == Mishap.Slow)
        {
            await WaitAsync(http, TimeSpan.FromMilliseconds(400));
        }

        if (mishap == Mishap.BreakAfter)
        {
            http.Abort();
            return;
        }

        if (exchange.Method == "POST" && _tellsCdrs)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Url}/cdrs/{exchange.Body!["id"]}");
        }

        await AnswerAsync(http, status, status == 404 ? 2003 : 1000, found);
    }

    private static async Task WaitAsync(HttpContext http, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The gateway waits no longer.
        }
    }
}
