using Busbar.Bench.Frame;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Bench.Gateway;

/// <summary>GET …/locations?limit=100 by a partner, from the store through the real endpoints, against the same server sending the same bytes.</summary>
internal sealed class ServePage : IScenario
{
    private const int Locations = 10_000;
    private const int Callers = 8;

    private readonly List<RawConnection> _connections = [];
    private BenchGateway _gateway = null!;
    private byte[] _bare = [];
    private byte[] _page = [];
    private int _length;

    public string Name => "page";

    public string Unit => "pages";

    public IReadOnlyList<Contender> Contenders =>
    [
        new("Kestrel, the same bytes", null, (time, cancellation) => RunAsync(_bare, time, cancellation)),
        new("gateway, from SQLite", 0.2, (time, cancellation) => RunAsync(_page, time, cancellation)),
    ];

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _gateway = await BenchGateway.StartAsync(cancellation);
        await _gateway.FillAsync(Locations, cancellation);
        var reader = await _gateway.ConnectAsync(new PartyId("DE", "MSP"), Role.Emsp, cancellation);
        _page = BenchGateway.Request("GET", "/ocpi/2.2.1/sender/locations?limit=100", reader, []);
        _bare = BenchGateway.Request("GET", "/bare", reader, []);
        for (var i = 0; i < Callers; i++)
        {
            _connections.Add(await RawConnection.OpenAsync(_gateway.Port, cancellation));
        }

        var (status, body) = await _connections[0].SendAsync(_page, cancellation);
        if (status != 200 || body.Length < 200_000)
        {
            throw new InvalidOperationException($"The page is not what is to be measured: status {status}, {body.Length} bytes.");
        }

        _gateway.Bare = body.ToArray();
        _length = body.Length;
    }

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        await _gateway.DisposeAsync();
    }

    private Task<Measured> RunAsync(byte[] request, TimeSpan time, CancellationToken cancellation) =>
        Load.ConcurrentlyAsync(Callers, time, async (caller, _) =>
        {
            var (status, body) = await _connections[caller].SendAsync(request, cancellation);

            // The timestamp in the envelope may lack its fraction.
            if (status != 200 || Math.Abs(body.Length - _length) > 8)
            {
                throw new InvalidOperationException($"A page was answered with status {status} and {body.Length} bytes.");
            }
        });
}
