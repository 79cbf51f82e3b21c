using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Busbar.Soak.Platforms;

/// <summary>
/// An operator's chargers at work: workers that each own some locations, tariffs and sessions, so that every object has one order. Mostly EVSEs change status, as in life.
/// </summary>
internal sealed class Backend(Operator platform, IReadOnlyList<string> providers, int seed)
{
    private const int Workers = 4;
    private const int Objects = 12;
    private int _cdrs;

    /// <summary>Writes a second of all workers together.</summary>
    public double Rate { get; init; } = 40;

    /// <summary>Whether tariffs are taken back now and then.</summary>
    public bool Deletes { get; init; }

    /// <summary>Objects that are to be read back before their owner goes on: what was acknowledged just before something happened to the gateway.</summary>
    public ConcurrentDictionary<string, byte> Doubted { get; } = new(StringComparer.Ordinal);

    public Task WorkAsync(CancellationToken ending) => Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker, ending), CancellationToken.None)));

    /// <summary>Reads everything back that was ever acknowledged.</summary>
    public async Task ReadAllAsync()
    {
        foreach (var key in platform.Sent.Keys)
        {
            await platform.ReadAsync(PathOf(key), CancellationToken.None);
        }
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private string PathOf(string key) => key.StartsWith("/cdrs/", StringComparison.Ordinal) ? $"/cdrs/NL/{platform.Party}/{key[6..]}" : key;

    // What was begun is finished: a request that is broken off may have counted.
    private async Task WorkAsync(int worker, CancellationToken ending)
    {
        var chance = new Random((seed * 31) + worker);
        var mine = Enumerable.Range(0, Objects).Where(number => number % Workers == worker).ToList();
        var sessions = mine.ToDictionary(number => number, number => $"S{number}-0");
        var state = 1;
        foreach (var number in mine)
        {
            await platform.PutAsync("tariffs", Name("T", number), platform.Documents.Tariff(Name("T", number), state), CancellationToken.None);
            await platform.PutAsync("locations", Name("L", number), platform.Documents.Location(Name("L", number), state), CancellationToken.None);
        }

        var due = Stopwatch.GetTimestamp();
        var step = (long)(Stopwatch.Frequency * Workers / Rate);
        while (!ending.IsCancellationRequested)
        {
            state++;
            await StepAsync(mine[chance.Next(mine.Count)], state, sessions, chance);
            foreach (var key in Doubted.Keys.Where(key => platform.Sent.ContainsKey(key) && OwnerOf(key) == worker && Doubted.TryRemove(key, out _)))
            {
                await platform.ReadAsync(PathOf(key), CancellationToken.None);
            }

            // An outage is not made up for.
            due = Math.Max(due + step, Stopwatch.GetTimestamp() - step);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, CancellationToken.None);
            }
        }
    }

    private async Task StepAsync(int number, int state, Dictionary<int, string> sessions, Random chance)
    {
        var location = Name("L", number);
        var documents = platform.Documents;
        switch (chance.Next(100))
        {
            case < 60:
                await platform.PatchAsync("locations", $"{location}/{(chance.Next(2) == 0 ? "E1" : "E2")}", Documents.EvseStatus(state), CancellationToken.None);
                break;
            case < 68:
                await platform.PutAsync("locations", $"{location}/E2", Documents.Evse("E2", state), CancellationToken.None);
                break;
            case < 74:
                await platform.PutAsync("locations", location, documents.Location(location, state), CancellationToken.None);
                break;
            case < 80:
                await TariffAsync(Name("T", number), state, chance);
                break;
            case < 94:
                await platform.PutAsync(
                    "sessions", sessions[number], documents.Session(sessions[number], ProviderOf(sessions[number]), location, state, over: false), CancellationToken.None);
                break;
            default:
                var over = sessions[number];
                await platform.PutAsync("sessions", over, documents.Session(over, ProviderOf(over), location, state, over: true), CancellationToken.None);
                var cdr = Interlocked.Increment(ref _cdrs);
                var id = $"{platform.Party}-C{cdr}";
                await platform.PostCdrAsync(documents.Cdr(id, ProviderOf(over), cdr), CancellationToken.None);
                sessions[number] = $"S{number}-{state}";
                break;
        }
    }

    private async Task TariffAsync(string id, int state, Random chance)
    {
        if (Deletes && chance.Next(4) == 0 && platform.Sent.TryGetValue($"/tariffs/NL/{platform.Party}/{id}", out var shelf) && shelf.Objects.Count > 0)
        {
            await platform.DeleteAsync("tariffs", id, CancellationToken.None);
        }
        else
        {
            await platform.PutAsync("tariffs", id, platform.Documents.Tariff(id, state), CancellationToken.None);
        }
    }

    private string ProviderOf(string session) => providers[(int)((uint)session.Sum(letter => letter * 31) % providers.Count)];

    // T7, L7 and S7-120 are of the worker that has the number 7; a CDR is nobody's, and anybody may read it.
    private static int OwnerOf(string key)
    {
        var id = key[(key.LastIndexOf('/') + 1)..];
        return key.StartsWith("/cdrs/", StringComparison.Ordinal) ? 0 : int.Parse(id[1..].Split('-')[0], CultureInfo.InvariantCulture) % Workers;
    }
}
