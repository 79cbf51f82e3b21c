using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Busbar.Core.Objects;

namespace Busbar.Bench.Storage;

/// <summary>Durable upserts of locations: the store with 64 callers, each write decided against the stored state and logged, against bare upserts in batches.</summary>
internal sealed class StorePut(bool postgreSql) : IScenario
{
    private const int Locations = 10_000;
    private const int Callers = 64;
    private const int Batch = 100;

    private readonly byte[][] _json = [.. Enumerable.Range(0, Locations).Select(number => SampleLocations.Json(number, SampleLocations.Start))];
    private readonly TemporaryStore _store = new(new BenchDatabase(postgreSql));
    private RawSqlite? _sqlite;
    private RawPostgreSql? _postgreSql;
    private int _next;
    private long _clock;

    public string Name => postgreSql ? "store-put-postgresql" : "store-put";

    public string Unit => "writes";

    public IReadOnlyList<Contender> Contenders =>
    [
        postgreSql
            ? new($"PostgreSQL, {RawPostgreSql.Writers} connections, {Batch} upserts a statement", null, (time, cancellation) => _postgreSql!.RepeatAsync(time, cancellation))
            : new($"SQLite, {Batch} upserts a transaction", null, (time, _) => Task.Run(() => Load.Repeat(time, RawBatch))),
        new("store, 64 callers", postgreSql ? null : 25_000.0 / 90_000, (time, cancellation) => Load.ConcurrentlyAsync(Callers, time, (_, _) => WriteAsync(cancellation))),
        new("store, 1 caller", null, (time, cancellation) => Load.ConcurrentlyAsync(1, time, (_, _) => WriteAsync(cancellation))),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _store.FillAsync(Locations, cancellation);
        if (postgreSql)
        {
            _postgreSql = await RawPostgreSql.CreateAsync(_store.Database.ConnectionString, _json, Batch, cancellation);
        }
        else
        {
            _sqlite = new RawSqlite(Path.Combine(_store.Folder, "raw.db"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sqlite?.Dispose();
        await Disposal.OfAsync(_postgreSql, _store);
    }

    // A prime stride visits every location before any is visited again, in no order that a database could like.
    private int NextNumber() => (int)((uint)Interlocked.Increment(ref _next) * 7919u % Locations);

    private int RawBatch()
    {
        _sqlite!.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < Batch; i++)
        {
            var number = NextNumber();
            _sqlite!.Upsert(SampleLocations.Id(number), Interlocked.Increment(ref _clock), _json[number]);
        }

        _sqlite!.Execute("COMMIT");
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
