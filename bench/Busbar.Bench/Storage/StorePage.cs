using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Bench.Storage;

/// <summary>Reading pages of 100 locations in turn, with what a partner may see, against a bare keyset query.</summary>
internal sealed class StorePage : IScenario
{
    private const int Locations = 20_000;
    private const int PageSize = 100;

    private readonly TemporaryStore _store = new(new BenchDatabase(postgreSql: false));
    private readonly byte[] _target = new byte[1 << 20];
    private readonly CopyingSink _sink;
    private RawSqlite? _raw;
    private long _rawAfter;
    private long _after;

    public StorePage() => _sink = new CopyingSink(_target);

    public string Name => "store-page";

    public string Unit => "pages";

    public IReadOnlyList<Contender> Contenders =>
    [
        new("SQLite, keyset", null, (time, _) => Task.Run(() => Load.Repeat(time, RawPage))),
        new("store, everything", 0.5, (time, cancellation) => Task.Run(() => Load.Repeat(time, () => Page(null, cancellation)))),
        new("store, as a partner sees it", 0.5, (time, cancellation) => Task.Run(() => Load.Repeat(time, () => Page([new ObjectGrant()], cancellation)))),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _store.FillAsync(Locations, cancellation);
        _raw = new RawSqlite(Path.Combine(_store.Folder, "raw.db"));
        _raw.Execute("BEGIN");
        for (var number = 0; number < Locations; number++)
        {
            _raw.Upsert(SampleLocations.Id(number), 0, SampleLocations.Json(number, SampleLocations.Start));
        }

        _raw.Execute("COMMIT");
    }

    public ValueTask DisposeAsync()
    {
        _raw?.Dispose();
        return _store.DisposeAsync();
    }

    private int RawPage()
    {
        var last = _raw!.Page(_rawAfter, PageSize, _target);
        _rawAfter = last >= Locations - PageSize ? 0 : last;
        return 1;
    }

    private int Page(IReadOnlyList<ObjectGrant>? grants, CancellationToken cancellation)
    {
        _sink.Restart();
        var query = new PageQuery { Module = ModuleId.Locations, Grants = grants, AfterOrdinal = _after, Limit = PageSize };
        var reading = _store.Objects.ReadPageAsync(query, _sink, cancellation);
        var more = reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().GetAwaiter().GetResult();
        _after = more ? _sink.Last : 0;
        return 1;
    }

    private sealed class CopyingSink(byte[] target) : IObjectSink
    {
        private int _at;

        public long Last { get; private set; }

        public void Restart() => _at = 0;

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            utf8.CopyTo(target.AsSpan(_at));
            _at += utf8.Length;
            Last = header.Ordinal;
        }
    }
}
