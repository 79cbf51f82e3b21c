using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing.Databases;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>The database takes nothing for a while. Whoever sends is told so and sends again; what was acknowledged stands; all goes on by itself.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Full_disk_is_told_to_partners_and_operators_and_passes_without_loss()
    {
        using var disk = SmallDisk.TryMount(megabytes: 32);
        Assert.SkipWhen(disk is null, SmallDisk.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        var gateway = await GatewayProcess.StartAsync(cancellation, $"--Busbar:Database=Data Source={Path.Combine(disk!.Folder, "busbar.db")}");
        await SurvivesAsync(
            gateway,
            () =>
            {
                disk.Fill();
                return Task.CompletedTask;
            },
            () =>
            {
                disk.Free();
                return Task.CompletedTask;
            },
            "full",
            readable: true,
            cancellation);
    }

    [Fact]
    public async Task Full_disk_of_the_database_server_is_told_to_partners_and_operators_and_passes_without_loss()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        using var disk = SmallDisk.TryMount(megabytes: 48);
        Assert.SkipWhen(disk is null, SmallDisk.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        using var server = new PostgreSqlServer();
        var gateway = await GatewayProcess.StartAsync(cancellation, $"--Busbar:Database={server.CreateDatabase(place: disk!.Folder)}");
        await SurvivesAsync(
            gateway,
            () =>
            {
                disk.Fill();
                return Task.CompletedTask;
            },
            () =>
            {
                disk.Free();
                return Task.CompletedTask;
            },
            "53100",
            readable: true,
            cancellation);
    }

    [Fact]
    public async Task Database_that_is_down_is_told_to_partners_and_operators_and_passes_without_loss()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var cancellation = TestContext.Current.CancellationToken;
        using var server = new PostgreSqlServer();
        var gateway = await GatewayProcess.StartAsync(cancellation, $"--Busbar:Database={server.CreateDatabase()}");
        await SurvivesAsync(gateway, () => Task.Run(server.StopImmediately), () => Task.Run(server.Start), "database", readable: false, cancellation);
    }

    private static async Task SurvivesAsync(
        GatewayProcess gateway, Func<Task> harm, Func<Task> mend, string reason, bool readable, CancellationToken cancellation)
    {
        await using var network = await TestNetwork.StartAsync(gateway, cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        await WorkAsync(network.Ledger, 1, cancellation);
        await network.CompleteAsync(provider, "PRV", cancellation);

        await harm();
        var refused = await RefusedAsync(network, cancellation);
        Assert.True(refused.HttpStatus >= 500, refused.Message);
        Assert.True(refused.Status is null || refused.Status.Value.Code is >= 3000 and < 4000, $"{refused.Status}");
        var (status, problem) = await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/parties/NL/OWN/CPO", """{"name":"Own network"}""");
        Assert.True(status == 503, $"{status} {problem.ToJsonString()}");

        var ill = await ReadyAsync(gateway, HttpStatusCode.ServiceUnavailable, cancellation);
        Assert.Equal("failing", (string?)ill["checks"]!["database"]!["status"]);
        Assert.Contains(reason, (string?)ill["checks"]!["database"]!["detail"], StringComparison.Ordinal);
        if (readable)
        {
            Assert.InRange((await gateway.Api.GetAsync("/api/tariffs?limit=10"))["items"]!.AsArray().Count, 5, 6);
        }

        // Whoever goes on sending meanwhile gets through when there is room again.
        var working = Task.Run(() => WorkAsync(network.Ledger, 2, cancellation), cancellation);
        await mend();
        await working;
        await network.CompleteAsync(provider, "PRV", cancellation);
        await ReadyAsync(gateway, HttpStatusCode.OK, cancellation);
        Assert.Empty(Judge.Inversions(provider.Inbox));
        Assert.Empty(Judge.ChangedCdrs(provider.Inbox));
    }

    /// <summary>Sends until there is no room: what the database has reserved takes a little yet. What is acknowledged meanwhile is in the ledger.</summary>
    private static async Task<Ocpi.Client.Common.OcpiResponse> RefusedAsync(TestNetwork network, CancellationToken cancellation)
    {
        for (var number = 0; number < 1000; number++)
        {
            var address = new ObjectAddress(ModuleId.Tariffs, Documents.Operator, "T-filling");
            var answer = await network.Operator.Gateway.PutAsync(address, Encoding.UTF8.GetBytes(Documents.Tariff("T-filling", number)), cancellation: cancellation);
            if (!answer.IsSuccess)
            {
                return answer;
            }
        }

        throw new InvalidOperationException("There was always room.");
    }

    private static async Task WorkAsync(Ledger ledger, int round, CancellationToken cancellation)
    {
        for (var number = 0; number < 5; number++)
        {
            await ledger.TariffAsync($"T{number}", round, cancellation);
            await ledger.LocationAsync($"L{number}", round, "AVAILABLE", cancellation);
            await ledger.CdrAsync($"C{round}-{number}", "PRV", number, cancellation);
        }
    }

    private static async Task<JsonNode> ReadyAsync(GatewayProcess gateway, HttpStatusCode expected, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = gateway.BaseUrl };
        return await Eventually.GetAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
                return answer.StatusCode == expected ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation)) : null;
            },
            $"/health/ready answers {expected}",
            () => gateway.Output,
            cancellation);
    }
}
