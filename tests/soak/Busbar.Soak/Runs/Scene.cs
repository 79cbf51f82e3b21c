using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Platforms;
using Busbar.Soak.Records;

namespace Busbar.Soak.Runs;

/// <summary>Two operators on 2.3.0 and 2.2.1 and four providers on 2.1.1, 2.2.1 and 2.3.0 round one or several gateways, and everything that is recorded of them.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _weather = new();
    private readonly CancellationTokenSource _work = new();
    private readonly List<Backend> _backends;
    private readonly ConcurrentQueue<string>[] _lately;
    private Task _changing = Task.CompletedTask;
    private Task _working = Task.CompletedTask;

    public Scene(RunRecord run, Settings settings, string host, IReadOnlyList<Uri> gateways)
    {
        Run = run;
        Operators = [Sender("OPA", "2.3.0"), Sender("OPB", "2.2.1")];
        Providers = [Partner("PRA", "2.1.1", 1), Partner("PRB", "2.2.1", 2), Partner("PRC", "2.3.0", 3, tells: false), Partner("PRD", "2.3.0", 4)];
        _backends = [.. Operators.Select((platform, number) => new Backend(platform, [.. Providers.Select(provider => provider.Party)], settings.Seed + number)
        {
            Rate = settings.Rate / Operators.Count, Deletes = settings.Deletes,
        })];
        _lately = [.. Operators.Select(_ => new ConcurrentQueue<string>())];
        for (var number = 0; number < Operators.Count; number++)
        {
            var lately = _lately[number];
            Operators[number].WasAcknowledged = exchange =>
            {
                lately.Enqueue(Shelf.KeyOf(exchange));
                while (lately.Count > 12)
                {
                    lately.TryDequeue(out _);
                }
            };
        }

        Operator Sender(string party, string version) => new(run, party, version, Ports.Free(), host, gateways);
        Provider Partner(string party, string version, int number, bool tells = true) => new(run, tells, party, version, Ports.Free(), host, settings.Seed + (100 * number));
    }

    public RunRecord Run { get; }

    public IReadOnlyList<Operator> Operators { get; }

    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>Everybody registers, the work begins, and every provider has its first CDRs before anything goes wrong.</summary>
    public async Task BeginAsync(OperatorApi api)
    {
        foreach (var platform in Operators.Concat<Platform>(Providers))
        {
            await platform.RegisterAsync(api, new JsonObject { ["timeout_seconds"] = 3 });
        }

        _working = Task.WhenAll(_backends.Select(backend => backend.WorkAsync(_work.Token)));
        var number = 0;
        foreach (var provider in Providers)
        {
            var cdr = Operators[0].Documents.Cdr($"first-{provider.Party}", provider.Party, ++number);
            await Operators[0].PostCdrAsync(cdr, CancellationToken.None);
            await UntilAsync(() => provider.Find($"/cdrs/first-{provider.Party}") is not null, "the first CDR arrives");
        }

        Run.Happened("warm", "everybody");
    }

    public void BeginWeather() => _changing = Task.WhenAll(Providers.Select(provider => Task.Run(async () =>
    {
        try
        {
            await provider.ChangeWeatherAsync(_weather.Token);
        }
        catch (OperationCanceledException)
        {
            provider.Weather.ClearUp();
        }
    })));

    /// <summary>What was acknowledged a moment ago is read back as soon as its owner can.</summary>
    public void Doubt()
    {
        for (var number = 0; number < _lately.Length; number++)
        {
            foreach (var key in _lately[number])
            {
                _backends[number].Doubted[key] = 0;
            }
        }
    }

    /// <summary>The work is over and all are well again: waits until the partners have everything, reads everything back, and lets the judge judge.</summary>
    public async Task<Verdict> EndAsync()
    {
        await _work.CancelAsync();
        await _working;
        await _weather.CancelAsync();
        await _changing;
        Run.Happened("work", "over");
        var complete = await TryUntilAsync(() => Missing() is null);
        Run.Happened(complete ? "complete" : "incomplete", Missing() ?? "everybody has everything");
        foreach (var backend in _backends)
        {
            await backend.ReadAllAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        await Run.DisposeAsync();
        return Judge.Of(Run.Folder);
    }

    public int Acknowledged => Operators.Sum(platform => platform.Acknowledged);

    public int Repeated => Operators.Sum(platform => platform.Repeated);

    /// <summary>Ends early, and loudly, when a sender had to give up.</summary>
    public void ThrowIfBroken()
    {
        if (_working.IsFaulted || _changing.IsFaulted)
        {
            throw new InvalidOperationException("A platform failed.", _working.Exception ?? _changing.Exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var platform in Operators.Concat<Platform>(Providers))
        {
            await platform.DisposeAsync();
        }

        _weather.Dispose();
        _work.Dispose();
    }

    private string? Missing()
    {
        foreach (var sender in Operators)
        {
            foreach (var (key, shelf) in sender.Sent)
            {
                var sent = shelf.Objects.GetValueOrDefault(key);
                foreach (var provider in Providers.Where(provider => sent is null || Holdings.IsFor(sent, provider.Party)))
                {
                    if (Holdings.Fault(key, sent, provider.Find(key), provider.Version == sender.Version) is { } fault)
                    {
                        return $"{provider.Party}: {fault}";
                    }
                }
            }
        }

        return null;
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        if (!await TryUntilAsync(condition))
        {
            throw new InvalidOperationException($"It did not come true that {what}.");
        }
    }

    private static async Task<bool> TryUntilAsync(Func<bool> condition)
    {
        var until = DateTime.UtcNow + Patience;
        while (!condition())
        {
            if (DateTime.UtcNow > until)
            {
                return false;
            }

            await Task.Delay(50);
        }

        return true;
    }
}
