using System.Globalization;
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
    private const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly List<(byte[] Bytes, int[] Times)> _requests = [];
    private readonly byte[][] _json = [.. Enumerable.Range(0, Locations).Select(number => SampleLocations.Json(number, SampleLocations.Start))];
    private RunningGateway? _gateway;
    private RawCallers? _callers;
    private RawSqlite? _sqlite;
    private RawPostgreSql? _postgreSql;
    private int _next;
    private long _clock;

    public string Name => postgreSql ? "put-postgresql" : "put";

    public string Unit => "writes";

    // Of a burst 10,000 exchanges are recorded with their bodies, and as many in every ten seconds after it: a shorter round would be mostly burst.
    public TimeSpan Shortest => TimeSpan.FromSeconds(10);

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
        var stamp = Encoding.ASCII.GetBytes(SampleLocations.Start.ToString(StampFormat, CultureInfo.InvariantCulture));
        for (var i = 0; i < Locations; i++)
        {
            var request = RunningGateway.Request("PUT", "/ocpi/2.2.1/receiver/locations/NL/BEN/" + SampleLocations.Id(i), owner, _json[i]);
            _requests.Add((request, [.. Places(request, stamp)]));
        }

        _callers = new RawCallers(_gateway.Port, Callers);
    }

    public async ValueTask DisposeAsync()
    {
        _callers?.Dispose();
        _sqlite?.Dispose();
        await Disposal.OfAsync(_postgreSql, _gateway);
    }

    // A stride that shares no factor with the number of locations, so that no location is written by two callers at once.
    private int NextNumber() => (int)((uint)Interlocked.Increment(ref _next) * 1009u % Locations);


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
        new($"gateway, {Callers} connections", target, (time, _) => OnAThreadOfItsOwn(() => _callers!.Run(time, NextPut, Check)));

    /// <summary>The callers wait for the gateway most of the time: on a thread of the pool they would keep one of its few from the gateway.</summary>
    private static Task<Measured> OnAThreadOfItsOwn(Func<Measured> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private ReadOnlyMemory<byte> NextPut()
    {
        // Every write is a real change: all last_updated of the location move on.
        var (request, times) = _requests[NextNumber()];
        Span<byte> stamp = stackalloc byte[20];
        SampleLocations.Start.AddSeconds(++_clock).TryFormat(stamp, out _, StampFormat, CultureInfo.InvariantCulture);
        foreach (var at in times)
        {
            stamp.CopyTo(request.AsSpan(at));
        }

        return request;
    }

    private static void Check(int status, ReadOnlyMemory<byte> body)
    {
        if (status != 200 || body.Span.IndexOf("\"status_code\":1000"u8) < 0 || body.Span.IndexOf("Ignored"u8) >= 0)
        {
            throw new InvalidOperationException($"A PUT was answered with {status}: {Encoding.UTF8.GetString(body.Span)}");
        }
    }
}
