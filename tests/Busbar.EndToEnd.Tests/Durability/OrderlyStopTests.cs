using System.Diagnostics;
using System.Globalization;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A gateway that is asked to stop under load stops soon, and what it acknowledged is there when it starts again.</summary>
public sealed class OrderlyStopTests
{
    [Fact]
    public async Task Stop_under_load_is_quick_and_loses_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var hanging = await network.AddProviderAsync("PRX", OcpiVersion.V221, cancellation);

        // One is slow, one does not answer at all; and somebody listens to the events.
        provider.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) ? new Verdict.Slowly(TimeSpan.FromMilliseconds(5)) : null;
        hanging.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) ? new Verdict.Slowly(TimeSpan.FromMinutes(5)) : null;
        using var listener = new HttpClient { BaseAddress = network.Gateway.BaseUrl };
        using var events = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/events", UriKind.Relative));
        events.Headers.Authorization = new("Bearer", GatewayProcess.Key);
        using var stream = await listener.SendAsync(events, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var work = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => WorkAsync(network.Ledger, worker, cancellation), cancellation)));
        await Eventually.TrueAsync(() => network.Ledger.Acknowledged > 150, "there is load", () => network.Gateway.Output, cancellation);

        var began = Stopwatch.StartNew();
        var code = await network.Gateway.StopAsync(cancellation);
        Assert.Equal(0, code);
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        await network.Gateway.RunAsync(cancellation);
        await work;
        hanging.Script = _ => null;
        await network.CompleteAsync(provider, "PRV", cancellation);
        Assert.Empty(Judge.Inversions(provider.Inbox));
        Assert.Empty(Judge.RepeatedCdrs(provider.Inbox));
        Assert.DoesNotContain("Unhandled exception", network.Gateway.Output, StringComparison.Ordinal);
    }

    private static async Task WorkAsync(Ledger ledger, int worker, CancellationToken cancellation)
    {
        for (var number = 0; number < 60; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{worker}-{number % 12}");
            await ledger.TariffAsync($"T{name}", number + 1, cancellation);
            await ledger.LocationAsync($"L{name}", number + 1, "AVAILABLE", cancellation);
            await ledger.CdrAsync(string.Create(CultureInfo.InvariantCulture, $"C{worker}-{number}"), "PRV", number, cancellation);
        }
    }
}
