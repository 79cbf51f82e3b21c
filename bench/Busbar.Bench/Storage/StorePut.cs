using Busbar.Bench.Frame;
using Busbar.Bench.Samples;
using Busbar.Core.Objects;

namespace Busbar.Bench.Storage;

/// <summary>Durable upserts of locations: the store with 64 callers, each write decided against the stored state and logged, against bare upserts in batches.</summary>
internal sealed class StorePut : IScenario
{
    private const int Locations = 10_000;
    private const int Callers = 64;
    private const int Batch = 100;

    private readonly byte[][] _json = [.. Enumerable.Range(0, Locations).Select(number => SampleLocations.Json(number, SampleLocations.Start))];
    private readonly TemporaryStore _store = new();
    private readonly RawSqlite _raw;
    private int _next;
    private long _clock;

    public StorePut() => _raw = new RawSqlite(Path.Combine(_store.Folder, "raw.db"));

    public string Name => "store-put";

    public string Unit => "writes";

    public IReadOnlyList<Contender> Contenders =>
    [
        new("SQLite, 100 upserts a transaction", null, (time, _) => Task.Run(() => Load.Repeat(time, RawBatch))),
        new("store, 64 callers", 25_000.0 / 90_000, (time, cancellation) => Load.ConcurrentlyAsync(Callers, time, (_, _) => WriteAsync(cancellation))),
        new("store, 1 caller", null, (time, cancellation) => Load.ConcurrentlyAsync(1, time, (_, _) => WriteAsync(cancellation))),
    ];

    public Task PrepareAsync(CancellationToken cancellation) => _store.FillAsync(Locations, cancellation);

    public ValueTask DisposeAsync()
    {
        _raw.Dispose();
        return _store.DisposeAsync();
    }

    // A prime stride visits every location before any is visited again, in no order that a database could like.
    private int NextNumber() => (int)((uint)Interlocked.Increment(ref _next) * 7919u % Locations);

    private int RawBatch()
    {
        _raw.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < Batch; i++)
        {
            var number = NextNumber();
            _raw.Upsert(SampleLocations.Id(number), Interlocked.Increment(ref _clock), _json[number]);
        }

        _raw.Execute("COMMIT");
        return Batch;
    }

    private async ValueTask WriteAsync(CancellationToken cancellation)
    {
        var number = NextNumber();
        var updated = SampleLocations.Start.AddTicks(Interlocked.Increment(ref _clock));
        var store = SampleLocations.Store(_json[number], updated);
        await _store.Objects.WriteAsync(
            new ObjectWrite
            {
                Key = SampleLocations.Key(number),
                Source = null,
                Decide = current => current is not null && current.Facts.LastUpdated > updated ? new ObjectDecision.Keep(KeepReason.Older) : store,
            },
            cancellation);
    }
}
