using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Durability;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Deliveries;

/// <summary>Two gateways, one of which takes a few requests a second of the other: that one has to wait, and may neither lose nor repeat anything.</summary>
public sealed class LimitedReceiverTests
{
    private const int Locations = 8;
    private const int Cdrs = 4;
    private const int Rounds = 3;

    [Fact]
    public async Task What_a_limited_gateway_sends_arrives_in_the_end()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var sender = await GatewayProcess.StartAsync(cancellation);
        await using var receiver = await GatewayProcess.StartAsync(cancellation);
        await sender.Api.PutAsync("/api/parties/NL/OPR/CPO", """{"name":"Operator"}""");
        await receiver.Api.PutAsync("/api/parties/NL/PRV/EMSP", """{"name":"Provider"}""");
        await PublishAsync(sender, 0);
        for (var number = 0; number < Cdrs; number++)
        {
            await sender.Api.PutAsync($"/api/cdrs/NL/OPR/{Name("C", number)}", Documents.Cdr(Name("C", number), "PRV", number));
        }

        var invitation = await receiver.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = "Sender",
            ["profile"] = new JsonObject { ["served_per_second"] = 4, ["served_burst"] = 2 },
        });
        var registered = await sender.Api.PostAsync("/api/connections", new JsonObject
        {
            ["name"] = "Receiver",
            ["versions_url"] = (string)invitation["versions_url"]!,
            ["token"] = (string)invitation["token"]!,
        });
        Assert.True((string?)registered["state"] == "connected", registered.ToJsonString() + sender.Output);
        for (var round = 1; round <= Rounds; round++)
        {
            await PublishAsync(sender, round);
        }

        var last = "";
        await Eventually.GetAsync(
            async () => (last = await MissingAsync(receiver)).Length == 0 ? "all" : null, "everything arrives", () => $"Missing: {last} {sender.Output} {receiver.Output}", cancellation);
        var delivery = await Eventually.GetAsync(
            async () => (await sender.Api.GetAsync($"/api/connections/{registered["id"]}"))["delivery"] is { } now && (string?)now["state"] == "idle" ? now : null,
            "the sender is up to date", () => sender.Output, cancellation);
        Assert.Equal(0, (int)delivery["pending"]!);
        Assert.Empty((await sender.Api.GetAsync("/api/refusals"))["items"]!.AsArray());

        var limited = await receiver.Api.GetAsync($"/api/connections/{invitation["id"]}");
        Assert.True((long)limited["limit"]!["refused_last_hour"]! > 0, "Nothing was refused, so nothing was tried.");
        await Eventually.GetAsync(
            async () => await TakenCdrsAsync(receiver) is Cdrs ? "once" : null, "each CDR was taken once", () => receiver.Output, cancellation);
    }

    private static async Task PublishAsync(GatewayProcess sender, int state)
    {
        for (var number = 0; number < Locations; number++)
        {
            await sender.Api.PutAsync($"/api/locations/NL/OPR/{Name("L", number)}", Documents.Location(Name("L", number), state));
        }
    }

    private static async Task<string> MissingAsync(GatewayProcess receiver)
    {
        var missing = new List<string>();
        for (var number = 0; number < Locations; number++)
        {
            var (status, location) = await receiver.Api.TrySendAsync(HttpMethod.Get, $"/api/locations/NL/OPR/{Name("L", number)}", null);
            if (status != (int)HttpStatusCode.OK || (string?)location["name"] != $"state {Rounds}")
            {
                missing.Add(Name("L", number));
            }
        }

        for (var number = 0; number < Cdrs; number++)
        {
            if ((await receiver.Api.TrySendAsync(HttpMethod.Get, $"/api/cdrs/NL/OPR/{Name("C", number)}", null)).Status != (int)HttpStatusCode.OK)
            {
                missing.Add(Name("C", number));
            }
        }

        return string.Join(", ", missing);
    }

    private static async Task<int> TakenCdrsAsync(GatewayProcess receiver) =>
        (await receiver.Api.GetAsync("/api/exchanges?module=cdrs&limit=500"))["items"]!.AsArray()
            .Count(exchange => (string?)exchange!["method"] == "POST" && (string?)exchange["direction"] == "in" && (int?)exchange["http_status"] is >= 200 and < 300);

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
