using Busbar.Bench.Frame;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Bench.Gateway;

/// <summary>GET …/locations?limit=100 by a partner, again and again, through the whole gateway, against bare Kestrel sending the same bytes.</summary>
internal sealed class ServePage(bool postgreSql) : IScenario
{
    private const int Locations = 10_000;
    private const int Callers = 8;

    private readonly List<(RawConnection Gateway, RawConnection Bare)> _connections = [];
    private byte[] _body = [];
    private RunningGateway? _gateway;
    private BareServer? _bare;
    private byte[] _page = [];

    public string Name => postgreSql ? "page-postgresql" : "page";

    public string Unit => "pages";

    public IReadOnlyList<Contender> Contenders =>
    [
        new("Kestrel, the same bytes", null, (time, cancellation) => RunAsync(caller => _connections[caller].Bare, time, cancellation)),
        new($"gateway on {(postgreSql ? "PostgreSQL" : "SQLite")}", 0.6, (time, cancellation) => RunAsync(caller => _connections[caller].Gateway, time, cancellation)),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql), cancellation);
        _bare = new BareServer(context => BareServer.SendAsync(context, _body));
        await _bare.StartAsync(cancellation);
        await _gateway.FillAsync(Locations, cancellation);
        var reader = (await _gateway.ConnectAsync(new PartyId("DE", "MSP"), Role.Emsp, cancellation)).Authorization;
        _page = RunningGateway.Request("GET", "/ocpi/2.2.1/sender/locations?limit=100", reader, []);
        for (var i = 0; i < Callers; i++)
        {
            _connections.Add((await RawConnection.OpenAsync(_gateway.Port, cancellation), await RawConnection.OpenAsync(_bare.Port, cancellation)));
        }

        var (status, body) = await _connections[0].Gateway.SendAsync(_page, cancellation);
        if (status != 200 || body.Length < 200_000)
        {
            throw new InvalidOperationException($"The page is not what is to be measured: status {status}, {body.Length} bytes.");
        }

        _body = body.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (gateway, bare) in _connections)
        {
            gateway.Dispose();
            bare.Dispose();
        }

        await Disposal.OfAsync(_bare, _gateway);
    }

    private Task<Measured> RunAsync(Func<int, RawConnection> connection, TimeSpan time, CancellationToken cancellation) =>
        Load.ConcurrentlyAsync(Callers, time, async (caller, _) =>
        {
            var (status, body) = await connection(caller).SendAsync(_page, cancellation);

            // The timestamp in the envelope may lack its fraction.
            if (status != 200 || Math.Abs(body.Length - _body.Length) > 8)
            {
                throw new InvalidOperationException($"A page was answered with status {status} and {body.Length} bytes.");
            }
        });
}
