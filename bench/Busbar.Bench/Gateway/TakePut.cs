using System.Text;
using Busbar.Bench.Frame;
using Busbar.Bench.Samples;
using Busbar.Bench.Storage;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Bench.Gateway;

/// <summary>
/// PUT of a location by its owner over 64 connections, through the whole gateway: token, ownership, validation, staleness, a durable commit with its
/// change, the answer; against the database doing bare upserts in batches.
/// </summary>
internal sealed class TakePut(bool postgreSql) : IScenario
{
    private const int Locations = 2_000;
    private const int Callers = 64;
    private const int Batch = 100;

    private readonly List<RawConnection> _connections = [];
    private readonly List<(byte[] Bytes, int[] Times)> _requests = [];
    private readonly byte[][] _json = [.. Enumerable.Range(0, Locations).Select(number => SampleLocations.Json(number, SampleLocations.Start))];
    private RunningGateway? _gateway;
    private RawSqlite? _sqlite;
    private RawPostgreSql? _postgreSql;
    private int _next;
    private long _clock;

    public string Name => postgreSql ? "put-postgresql" : "put";

    public string Unit => "writes";

    public IReadOnlyList<Contender> Contenders => postgreSql
        ?
        [
            new($"PostgreSQL, {RawPostgreSql.Writers} connections, {Batch} upserts a statement", null, (time, cancellation) => _postgreSql!.RepeatAsync(time, cancellation)),
            new("PostgreSQL, our tables, object and change", null, (time, cancellation) => _postgreSql!.RepeatWithChangesAsync(time, cancellation)),
            Gateway(0.33),
        ]
        :
        [
            new($"SQLite, {Batch} upserts a transaction", null, (time, _) => Task.Run(() => Load.Repeat(time, RawBatch))),
            Gateway(0.25),
        ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql), cancellation);
        await _gateway.FillAsync(Locations, cancellation);
        if (postgreSql)
        {
            _postgreSql = await RawPostgreSql.CreateAsync(_gateway.Database.ConnectionString, _json, Batch, cancellation);
        }
        else
        {
            _sqlite = new RawSqlite(Path.Combine(_gateway.Database.Folder, "raw.db"));
        }

        var owner = (await _gateway.ConnectAsync(SampleLocations.Owner, Role.Cpo, cancellation)).Authorization;
        var stamp = Encoding.ASCII.GetBytes(Stamp(0));
        for (var i = 0; i < Locations; i++)
        {
            var request = RunningGateway.Request("PUT", "/ocpi/2.2.1/receiver/locations/NL/BEN/" + SampleLocations.Id(i), owner, _json[i]);
            _requests.Add((request, [.. Places(request, stamp)]));
        }

        for (var i = 0; i < Callers; i++)
        {
            _connections.Add(await RawConnection.OpenAsync(_gateway.Port, cancellation));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        _sqlite?.Dispose();
        await Disposal.OfAsync(_postgreSql, _gateway);
    }

    // A stride that shares no factor with the number of locations, so that no location is written by two callers at once.
    private int NextNumber() => (int)((uint)Interlocked.Increment(ref _next) * 1009u % Locations);

    private static string Stamp(long seconds) =>
        SampleLocations.Start.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<int> Places(byte[] request, byte[] stamp)
    {
        for (var at = request.AsSpan().IndexOf(stamp); at >= 0;)
        {
            yield return at;
            var next = request.AsSpan(at + 1).IndexOf(stamp);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private int RawBatch()
    {
        _sqlite!.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < Batch; i++)
        {
            var number = NextNumber();
            _sqlite.Upsert(SampleLocations.Id(number), Interlocked.Increment(ref _clock), _json[number]);
        }

        _sqlite.Execute("COMMIT");
        return Batch;
    }

    private Contender Gateway(double target) =>
        new($"gateway, {Callers} connections", target, (time, cancellation) => Load.ConcurrentlyAsync(Callers, time, (caller, _) => PutAsync(caller, cancellation)));

    private async ValueTask PutAsync(int caller, CancellationToken cancellation)
    {
        // Every write is a real change: all last_updated of the location move on.
        var (request, times) = _requests[NextNumber()];
        var stamp = Stamp(Interlocked.Increment(ref _clock));
        foreach (var at in times)
        {
            Encoding.ASCII.GetBytes(stamp, request.AsSpan(at));
        }

        var (status, body) = await _connections[caller].SendAsync(request, cancellation);
        if (status != 200 || body.Span.IndexOf("\"status_code\":1000"u8) < 0 || body.Span.IndexOf("Ignored"u8) >= 0)
        {
            throw new InvalidOperationException($"A PUT was answered with {status}: {Encoding.UTF8.GetString(body.Span)}");
        }
    }
}
