using System.Diagnostics;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Model.Common;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Right after its registration a partner may not know its own new token yet: the first pull comes again soon.</summary>
public sealed class FirstPullTests
{
    [Fact]
    public async Task First_pull_that_the_partner_rejects_is_repeated_within_seconds()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await GatewayProcess.StartAsync(cancellation);
        await using var partner = new ScriptedPlatform("Operator", Documents.Operator, Role.Cpo, OcpiVersion.V230);
        partner.Outbox.Lists["tariffs"] = [Documents.Tariff("T1", 1)];
        partner.Outbox.Lists["locations"] = [Documents.Location("L1", 1)];
        var rejected = 0;

        // One module's pull gives up over this, and comes again with the next pull.
        partner.Script = request => request.Path.Value!.Contains("/sender/", StringComparison.Ordinal) && Interlocked.Increment(ref rejected) <= 5
            ? new Verdict.Answer(401, 2001)
            : null;
        await partner.StartAsync(cancellation);
        var invitation = await gateway.Api.PostAsync("/api/connections", new JsonObject { ["name"] = "Operator" });
        Assert.Null(await partner.Link.RegisterAsync(new Uri((string)invitation["versions_url"]!), (string)invitation["token"]!, cancellation));

        var began = Stopwatch.StartNew();
        foreach (var path in (string[])["/api/locations/NL/OPR/L1", "/api/tariffs/NL/OPR/T1"])
        {
            while ((await gateway.Api.TrySendAsync(HttpMethod.Get, path, null)).Status != 200)
            {
                Assert.True(began.Elapsed < Eventually.Limit, gateway.Output);
                await Task.Delay(50, cancellation);
            }
        }
    }
}
