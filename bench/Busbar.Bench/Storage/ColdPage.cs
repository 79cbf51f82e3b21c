using System.Globalization;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Rows;

namespace Busbar.Bench.Storage;

/// <summary>
/// Pages that nobody asked for before: from the gateway's store as a partner may see them, against the bare driver reading the same rows; the 10,000th page
/// against the first; and over HTTP, against bare Kestrel sending what the bare driver reads.
/// </summary>
internal sealed class ColdPage(bool postgreSql) : IScenario
{
    private const int Locations = 100_010;
    private const int PageSize = 100;
    private const int SmallPage = 10;
    private const long BeforePage10000 = 9_999L * SmallPage;
    private const int Callers = 8;

    private readonly List<(RawConnection Gateway, RawConnection Bare)> _connections = [];
    private readonly byte[] _target = new byte[1 << 20];
    private RunningGateway? _gateway;
    private BareServer? _server;
    private IBarePages? _bare;
    private string _reader = "";
    private int _next;

    public string Name => postgreSql ? "cold-page-postgresql" : "cold-page";

    public string Unit => "pages";

    public IReadOnlyList<Contender> Contenders =>
    [
        new($"{(postgreSql ? "Npgsql" : "SQLite")}, the same {PageSize} rows", null, (time, _) => Task.Run(() => Load.Repeat(time, () => Bare(NextStart())))),
        new("store, as a partner sees it", 0.8, (time, cancellation) => Task.Run(() => Load.Repeat(time, () => Store(NextStart(), PageSize, cancellation)))),
        new($"store, page 1 of {SmallPage}", null, (time, cancellation) => Task.Run(() => Load.Repeat(time, () => Store(0, SmallPage, cancellation))), 2),
        new($"store, page 10,000 of {SmallPage}", 1 / 1.2, (time, cancellation) => Task.Run(() => Load.Repeat(time, () => Store(BeforePage10000, SmallPage, cancellation))), 2),
        new("Kestrel sending what the driver reads", null, (time, cancellation) => ServeAsync(caller => _connections[caller].Bare, time, cancellation), 4),
        new("gateway, every page for the first time", null, (time, cancellation) => ServeAsync(caller => _connections[caller].Gateway, time, cancellation), 4),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql), cancellation);
        await _gateway.FillAsync(Locations, cancellation);
        if (postgreSql)
        {
            // As autovacuum does sooner or later: the planner knows how large the tables are.
            await using var database = Npgsql.NpgsqlDataSource.Create(_gateway.Database.ConnectionString);
            await using var analyze = database.CreateCommand("ANALYZE");
            await analyze.ExecuteNonQueryAsync(cancellation);
        }

        _bare = Open();
        _server = new BareServer(async context =>
        {
            using var pages = Rented.Take(Open);
            var length = pages.Value.Pages.Read(NextStart(), pages.Value.Target);
            await BareServer.SendAsync(context, pages.Value.Target.AsMemory(0, length));
        });
        await _server.StartAsync(cancellation);
        _reader = (await _gateway.ConnectAsync(new PartyId("DE", "MSP"), Role.Emsp, cancellation)).Authorization;
        for (var i = 0; i < Callers; i++)
        {
            _connections.Add((await RawConnection.OpenAsync(_gateway.Port, cancellation), await RawConnection.OpenAsync(_server.Port, cancellation)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (gateway, bare) in _connections)
        {
            gateway.Dispose();
            bare.Dispose();
        }

        _bare?.Dispose();
        await Disposal.OfAsync(_server);
        Rented.End();
        await Disposal.OfAsync(_gateway);
    }

    private IBarePages Open() => postgreSql
        ? new BarePostgreSqlPages(_gateway!.Database.ConnectionString, ObjectId.First(1))
        : new BareSqlitePages(Path.Combine(_gateway!.Database.Folder, "busbar.db"), ObjectId.First(1));

    // A prime stride, so that no page is the one before it and hardly any comes twice.
    private long NextStart() => (uint)Interlocked.Increment(ref _next) * 15_485_863L % (Locations - PageSize);

    private int Bare(long after) => _bare!.Read(after, _target) > 0 ? 1 : throw new InvalidOperationException("The bare driver found no rows.");

    private int Store(long after, int limit, CancellationToken cancellation)
    {
        var sink = new Sink(_target);
        var query = new PageQuery
        {
            Module = ModuleId.Locations, Grants = [new ObjectGrant()], ExceptOwners = [new PartyId("DE", "MSP")], AfterOrdinal = after, Limit = limit,
        };
        var reading = _gateway!.Objects.ReadPageAsync(query, sink, cancellation);
        _ = reading.IsCompletedSuccessfully ? reading.Result : reading.AsTask().GetAwaiter().GetResult();
        return sink.Count == limit ? 1 : throw new InvalidOperationException($"The page has {sink.Count} objects.");
    }

    private Task<Measured> ServeAsync(Func<int, RawConnection> connection, TimeSpan time, CancellationToken cancellation) =>
        Load.ConcurrentlyAsync(Callers, time, async (caller, _) =>
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/ocpi/2.2.1/sender/locations?limit={PageSize}&offset={NextStart()}&cursor={NextStart()}");
            var (status, body) = await connection(caller).SendAsync(RunningGateway.Request("GET", path, _reader, []), cancellation);
            if (status != 200 || body.Length < 200_000)
            {
                throw new InvalidOperationException($"A page was answered with status {status} and {body.Length} bytes.");
            }
        });

    private sealed class Sink(byte[] target) : IObjectSink
    {
        private int _at;

        public int Count { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            utf8.CopyTo(target.AsSpan(_at));
            _at += utf8.Length;
            Count++;
        }
    }
}
