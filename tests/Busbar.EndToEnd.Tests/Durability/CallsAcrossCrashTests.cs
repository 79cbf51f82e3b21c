using System.Text;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>A command that was accepted before the gateway died gets its result afterwards, whoever was away meanwhile.</summary>
public sealed class CallsAcrossCrashTests
{
    [Fact]
    public async Task Command_accepted_before_a_crash_gets_its_result_after_it_and_an_overdue_one_gets_TIMEOUT()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var network = await TestNetwork.StartAsync(cancellation);
        var provider = await network.AddProviderAsync("PRV", OcpiVersion.V221, cancellation);
        var desk = network.Operator.Calls;
        desk.Timeouts["L-overdue"] = 1;
        foreach (var location in (string[])["L-later", "L-overdue", "L-forwarded"])
        {
            await network.Ledger.LocationAsync(location, 1, "AVAILABLE", cancellation);
            await StartAsync(provider, location, cancellation);
        }

        // One result is on its way to a provider that is away when the gateway dies.
        await provider.StopAsync();
        await TellAsync(network.Operator, desk.ResponseUrls["L-forwarded"], "EVSE_OCCUPIED", cancellation);
        await network.Gateway.KillAsync();
        await network.Gateway.RunAsync(cancellation);
        await TellAsync(network.Operator, desk.ResponseUrls["L-later"], "ACCEPTED", cancellation);
        await provider.StartAsync(cancellation);

        await Eventually.TrueAsync(
            () => provider.Calls.Results.Count >= 3, "every command has its result", () => string.Join(", ", provider.Calls.Results) + network.Gateway.Output, cancellation);
        Assert.Equal(
            [("L-forwarded", "EVSE_OCCUPIED"), ("L-later", "ACCEPTED"), ("L-overdue", "TIMEOUT")],
            provider.Calls.Results.OrderBy(result => result.CallId));
        var calls = (await network.Gateway.Api.GetAsync("/api/commands"))["items"]!.AsArray();
        Assert.All(calls, call => Assert.Null(call!["request"]));
    }

    private static async Task StartAsync(ScriptedPlatform provider, string location, CancellationToken cancellation)
    {
        var command = Documents.StartSession("PRV", location, new Uri(provider.BaseUrl, $"/ocpi/2.2.1/sender/commands/START_SESSION/{location}"));
        var answer = await provider.Gateway.SendCommandAsync(
            "START_SESSION", Encoding.UTF8.GetBytes(command), new CallOptions { To = Documents.Operator }, cancellation);
        Assert.True(answer.IsSuccess, answer.Describe());
        Assert.Contains("ACCEPTED", Encoding.UTF8.GetString(answer.Data.Span), StringComparison.Ordinal);
    }

    private static async Task TellAsync(ScriptedPlatform platform, Uri responseUrl, string result, CancellationToken cancellation)
    {
        var answer = await platform.Gateway.PostCommandResultAsync(responseUrl, Encoding.UTF8.GetBytes($$"""{"result":"{{result}}"}"""), cancellation: cancellation);
        Assert.True(answer.IsSuccess, answer.Describe());
    }
}
