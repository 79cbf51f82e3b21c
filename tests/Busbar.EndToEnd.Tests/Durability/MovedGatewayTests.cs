using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Commands;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A gateway grows from SQLite to PostgreSQL: its partners notice nothing.</summary>
public sealed class MovedGatewayTests
{
    [Fact]
    public async Task Gateway_that_was_moved_to_PostgreSql_goes_on_without_sending_twice_or_losing_anything()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var gateway = network.Gateway;
        var reached = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var away = await network.AddProviderAsync("PRX", OcpiVersion.V230, cancellation);
        var database = $"Data Source={Path.Combine(gateway.Folder, "busbar.db")}";
        var target = PostgreSqlServer.Shared.CreateDatabase();

        // One partner has everything, the other one is away; one document is refused.
        away.Script = request => request.Path.Value!.Contains("/receiver/", StringComparison.Ordinal) ? new Verdict.Answer(503, 3000, "away") : null;
        reached.Script = request => request.Path.Value!.EndsWith("/T-no", StringComparison.Ordinal) ? new Verdict.Answer(200, 2001, "no") : null;
        await WorkAsync(network.Ledger, 1, cancellation);
        await network.Gateway.Api.PutAsync("/api/parties/NL/OWN/CPO", """{"name":"Own network"}""");
        await gateway.Api.PutAsync("/api/tariffs/NL/OWN/T-no", Documents.Tariff("T-no", 1).Replace(Documents.Operator.Code, "OWN", StringComparison.Ordinal));
        await network.CompleteAsync(reached, "PRV", cancellation);
        await Eventually.GetAsync(async () => await RefusalsAsync(gateway) is [var only] ? only : null, "the refusal is noted", () => gateway.Output, cancellation);
        await network.DeliveryUntilAsync(reached, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "nothing waits for it", cancellation);

        var webhook = await gateway.Api.PostAsync("/api/webhooks", new JsonObject { ["url"] = "http://127.0.0.1:9/" });
        await gateway.Api.SendAsync(HttpMethod.Patch, $"/api/webhooks/{webhook["id"]}", """{"paused":true}""");
        var running = await MigrateAsync(database, target);
        Assert.True(running is { ExitCode: 2 } && running.Error.Contains("in use by another process", StringComparison.Ordinal), running.ToString());
        var before = await PictureAsync(gateway);
        var sequence = await SequenceAsync(gateway);
        Assert.Equal(0, await gateway.StopAsync(cancellation));
        var arrived = reached.Inbox.Arrivals.Count;

        var moved = await MigrateAsync(database, target);
        Assert.True(moved.ExitCode == 0, moved.ToString());
        Assert.Contains("counted and compared there", moved.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", moved.Output, StringComparison.Ordinal);
        var left = await BusbarProcess.RunAsync(null, "serve", "--urls=http://127.0.0.1:0", $"--Busbar:Database={database}");
        Assert.True(left.ExitCode == 2 && left.Error.Contains("was moved to PostgreSQL", StringComparison.Ordinal), left.ToString());

        away.Script = _ => null;
        await gateway.RunAsync(cancellation, $"--Busbar:Database={target}");
        Assert.Equal(before, await PictureAsync(gateway));
        Assert.True(await SequenceAsync(gateway) >= sequence);

        // What it is signed with can be read here too, or the gateway would have failed instead.
        Assert.Equal("No connection.", (string?)(await gateway.Api.PostAsync($"/api/webhooks/{webhook["id"]}/test", null))["problem"]);
        await network.CompleteAsync(away, "PRX", cancellation);
        Assert.Equal(arrived, reached.Inbox.Arrivals.Count);

        await WorkAsync(network.Ledger, 2, cancellation);
        await network.CompleteAsync(reached, "PRV", cancellation);
        await network.CompleteAsync(away, "PRX", cancellation);
        foreach (var provider in network.Providers)
        {
            Assert.Empty(Judge.Inversions(provider.Inbox));
            Assert.Empty(Judge.RepeatedCdrs(provider.Inbox));
        }
    }

    private static Task<BusbarProcess> MigrateAsync(string from, string to) => BusbarProcess.RunAsync(null, "migrate", $"--from={from}", $"--to={to}");

    private static async Task WorkAsync(Ledger ledger, int round, CancellationToken cancellation)
    {
        for (var number = 0; number < 10; number++)
        {
            await ledger.TariffAsync($"T{number}", round, cancellation);
            await ledger.LocationAsync($"L{number}", round, "AVAILABLE", cancellation);
            await ledger.CdrAsync($"C{round}-{number}", number % 2 == 0 ? "PRV" : "PRX", number, cancellation);
        }

        await ledger.SessionAsync("S1", "PRV", "L1", round, cancellation);
    }

    private static async Task<JsonArray> RefusalsAsync(GatewayProcess gateway) => (await gateway.Api.GetAsync("/api/refusals"))["items"]!.AsArray();

    /// <summary>What must be the same before and after, whatever is delivered meanwhile.</summary>
    private static async Task<string> PictureAsync(GatewayProcess gateway)
    {
        var connections = (await gateway.Api.GetAsync("/api/connections"))["items"]!.AsArray();
        foreach (var connection in connections)
        {
            connection!.AsObject().Remove("delivery");
        }

        return string.Join(
            Environment.NewLine,
            connections.ToJsonString(),
            (await RefusalsAsync(gateway)).ToJsonString(),
            (await gateway.Api.GetAsync("/api/agreements")).ToJsonString(),
            (await gateway.Api.GetAsync("/api/parties")).ToJsonString(),
            (await gateway.Api.GetAsync("/api/cdrs?limit=100")).ToJsonString());
    }

    private static async Task<long> SequenceAsync(GatewayProcess gateway) => (long)(await gateway.Api.GetAsync("/api/status"))["sequence"]!;
}
