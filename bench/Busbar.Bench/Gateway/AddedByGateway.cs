using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Busbar.Bench.Frame;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Bench.Gateway;

/// <summary>
/// Real-time authorizations at 500 a second: an operator asks through the gateway, the provider's backend stands on loopback; against the same requests sent
/// straight to the backend. Rounds of both alternate; what is looked at is the median of the differences.
/// </summary>
internal sealed class AddedByGateway : ITrial
{
    private const int PerSecond = 500;
    private const int Connections = 64;
    private const double MostMilliseconds = 3;

    private static readonly byte[] Allowed = """
        {"data":{"allowed":"ALLOWED","token":{"country_code":"DE","party_id":"MSP","uid":"BENCH0001","type":"RFID","contract_id":"DE-MSP-CBENCH0001-X","issuer":"Bench","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}},"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}
        """u8.ToArray();

    public string Name => "authorize";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        await using var backend = new BareServer(context => BareServer.SendAsync(context, Allowed));
        await backend.StartAsync(cancellation);
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: false), cancellation);
        await gateway.ConnectAsync(
            new PartyId("DE", "MSP"), Role.Emsp, OcpiVersion.V221, [new PartnerEndpoint(ModuleId.Tokens, InterfaceRole.Sender, new Uri(backend.Url, "/tokens"))],
            new PartnerProfile { PullInterval = TimeSpan.Zero }, cancellation);
        var asker = await gateway.ConnectAsync(new PartyId("NL", "CPO"), Role.Cpo, cancellation);
        const string Parties = "OCPI-from-country-code: NL\r\nOCPI-from-party-id: CPO\r\nOCPI-to-country-code: DE\r\nOCPI-to-party-id: MSP\r\n";
        var through = RunningGateway.Request("POST", "/ocpi/2.2.1/sender/tokens/BENCH0001/authorize?type=RFID", asker.Authorization, [], Parties);
        var straight = RunningGateway.Request("POST", "/tokens/BENCH0001/authorize?type=RFID", asker.Authorization, [], Parties);

        var rounds = brief ? 3 : 5;
        List<double> direct = [], passed = [], added = [];
        for (var round = 0; round <= rounds; round++)
        {
            var one = Latencies.Percentile(await AskAsync(backend.Port, straight, cancellation), 99);
            var other = Latencies.Percentile(await AskAsync(gateway.Port, through, cancellation), 99);
            if (round > 0)
            {
                direct.Add(one);
                passed.Add(other);
                added.Add(other - one);
            }
        }

        var most = Latencies.Percentile(added, 50);
        return
        [
            new("straight to the backend, p99", Text(Latencies.Percentile(direct, 50))),
            new("through the gateway, p99", Text(Latencies.Percentile(passed, 50))),
            new("added by the gateway, p99", Text(most), "< 3 ms", most < MostMilliseconds),
        ];
    }

    private static async Task<IReadOnlyCollection<double>> AskAsync(int port, byte[] request, CancellationToken cancellation)
    {
        var idle = new ConcurrentBag<RawConnection>();
        for (var i = 0; i < Connections; i++)
        {
            idle.Add(await RawConnection.OpenAsync(port, cancellation));
        }

        var times = new ConcurrentBag<double>();
        await Pace.RunAsync(
            PerSecond,
            5 * PerSecond,
            async _ =>
            {
                // When all are waiting for answers, waiting for one of them is part of the time.
                var started = Stopwatch.GetTimestamp();
                RawConnection? connection;
                while (!idle.TryTake(out connection))
                {
                    await Task.Delay(1, cancellation);
                }

                var (status, body) = await connection.SendAsync(request, cancellation);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (status != 200 || body.Span.IndexOf("\"ALLOWED\""u8) < 0)
                {
                    throw new InvalidOperationException($"An authorization was answered with {status}: {Encoding.UTF8.GetString(body.Span)}");
                }

                idle.Add(connection);
            },
            cancellation);
        foreach (var connection in idle)
        {
            connection.Dispose();
        }

        return times;
    }

    private static string Text(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms");
}
