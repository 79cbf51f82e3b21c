using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>What the operator is told of one object at every partner, against what the partners themselves saw.</summary>
[Collection<OutsideTests>]
public sealed class DeliveryProofTests(OutsideGateway gateway)
{
    [Fact]
    public async Task Delivered_object_is_proved_by_the_message_that_the_partner_received_and_others_are_told_why_not()
    {
        var (operators, provider, other) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.2.1", "EMSP"), await gateway.NewAsync("2.3.0", "CPO"));
        (await operators.SendAsync("PUT", operators.Own("locations", "proof-1"), Location(operators, "proof-1").ToJsonString())).Is(201, 1000);
        var path = $"/api/locations/{operators.Country}/{operators.Party}/proof-1/deliveries";

        var proof = await ProvenAsync(path, provider, "delivered");
        Assert.Equal((200, 1000, "PUT"), ((int)proof["message"]!["http_status"]!, (int)proof["message"]!["ocpi_status"]!, (string)proof["message"]!["method"]!));

        // A new partner may get an object twice, with its load and with the change: the proof is one of the two.
        Assert.Contains(
            provider.ReceivedHeaders,
            received => received.Request.Contains("proof-1", StringComparison.Ordinal) && received.Headers["X-Request-ID"] == (string)proof["message"]!["request_id"]!
                && received.Headers["X-Correlation-ID"] == (string)proof["message"]!["correlation_id"]!);
        var exchange = await gateway.Api.GetAsync($"/api/exchanges/{proof["message"]!["exchange"]}");
        Assert.Contains("proof-1", (string)exchange["url"]!, StringComparison.Ordinal);

        Assert.Contains("came from", (string)(await ProvenAsync(path, operators, "not_visible"))["reason"]!, StringComparison.Ordinal);
        Assert.Contains("role", (string)(await ProvenAsync(path, other, "not_visible"))["reason"]!, StringComparison.Ordinal);
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Get, path.Replace("proof-1", "proof-0", StringComparison.Ordinal), null)).Status);
    }

    [Fact]
    public async Task Refused_object_leads_to_its_refusal_and_that_to_what_was_said()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.3.0", "EMSP"));
        await LoadedAsync(operators, provider);
        provider.Refusing = true;
        (await operators.SendAsync("PUT", operators.Own("tariffs", "proof-2"), Tariff(operators, "proof-2").ToJsonString())).Is(201, 1000);
        var path = $"/api/tariffs/{operators.Country}/{operators.Party}/proof-2/deliveries";

        var proof = await ProvenAsync(path, provider, "refused");
        var refusal = await gateway.Api.GetAsync($"/api/refusals/{proof["refusal"]}");
        Assert.Equal(2001, (int)refusal["ocpi_status"]!);
        var exchange = await gateway.Api.GetAsync($"/api/exchanges/{refusal["exchange"]}");
        Assert.Equal(((string)proof["message"]!["exchange"]!, 2001), ((string)exchange["id"]!, (int)exchange["ocpi_status"]!));

        provider.Refusing = false;
        await gateway.Api.PostAsync($"/api/refusals/{proof["refusal"]}/replay", null);
        await ProvenAsync(path, provider, "delivered");
    }

    [Fact]
    public async Task Object_that_a_partner_cannot_take_now_waits_and_says_what_stands_before_it()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.3.0", "EMSP"));
        provider.Odd = (null, null, true);
        (await operators.SendAsync("PUT", operators.Own("tariffs", "proof-3"), Tariff(operators, "proof-3").ToJsonString())).Is(201, 1000);

        var proof = await ProvenAsync($"/api/tariffs/{operators.Country}/{operators.Party}/proof-3/deliveries", provider, "waiting");
        Assert.NotEmpty((string)proof["reason"]!);
        provider.Odd = default;
    }

    [Fact]
    public async Task Refusals_are_sent_again_in_bulk_by_what_they_are_about()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.3.0", "EMSP"));
        await LoadedAsync(operators, provider);
        provider.Refusing = true;
        foreach (var id in (string[])["bulk-1", "bulk-2", "bulk-3"])
        {
            (await operators.SendAsync("PUT", operators.Own("tariffs", id), Tariff(operators, id).ToJsonString())).Is(201, 1000);
            await ProvenAsync($"/api/tariffs/{operators.Country}/{operators.Party}/{id}/deliveries", provider, "refused");
        }

        provider.Refusing = false;
        var none = await gateway.Api.PostAsync("/api/refusals/replay", new JsonObject { ["connection"] = provider.Connection.ToString(), ["module"] = "tariffs", ["ocpi_status"] = 2002 });
        Assert.Empty(none["items"]!.AsArray());
        Assert.Equal(400, (await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/refusals/replay", "{}")).Status);

        var ordered = await gateway.Api.PostAsync("/api/refusals/replay", new JsonObject { ["connection"] = provider.Connection.ToString(), ["module"] = "tariffs", ["ocpi_status"] = 2001 });
        var job = Assert.Single(ordered["items"]!.AsArray())!;
        var done = await Eventually.GetAsync(
            async () => await gateway.Api.GetAsync($"/api/jobs/{job["id"]}") is var now && (string)now["state"]! == "done" ? now : null, "the replay is over", () => "", TestContext.Current.CancellationToken);
        var result = done["result"]!;
        Assert.True((int)result["accepted"]! >= 3 && (int)result["refused"]! == 0, result.ToJsonString());
        foreach (var id in (string[])["bulk-1", "bulk-2", "bulk-3"])
        {
            await ProvenAsync($"/api/tariffs/{operators.Country}/{operators.Party}/{id}/deliveries", provider, "delivered");
        }
    }

    /// <summary>Waits until a new partner has what was there before it: what comes now goes to it once.</summary>
    private async Task LoadedAsync(PlainPartner operators, PlainPartner provider)
    {
        (await operators.SendAsync("PUT", operators.Own("tariffs", "first"), Tariff(operators, "first").ToJsonString())).Is(201, 1000);
        await ProvenAsync($"/api/tariffs/{operators.Country}/{operators.Party}/first/deliveries", provider, "delivered");
        JsonNode? delivery = null;
        await Eventually.GetAsync(
            async () => (delivery = (await gateway.Api.GetAsync($"/api/connections/{provider.Connection}"))["delivery"]) is not null && !(bool)delivery["sweeping"]! ? delivery : null,
            "the new partner has what was there before it",
            () => delivery?.ToJsonString() ?? "nothing",
            TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> ProvenAsync(string path, PlainPartner partner, string state)
    {
        JsonNode? last = null;
        return await Eventually.GetAsync(
            async () =>
            {
                var (_, answer) = await gateway.Api.TrySendAsync(HttpMethod.Get, path, null);
                last = answer["items"]?.AsArray().SingleOrDefault(item => (string)item!["connection"]! == partner.Connection.ToString());

                // The message log is written a moment after the message.
                return (string?)last?["state"] == state && (state is not ("delivered" or "refused") || last!["message"] is not null) ? last : null;
            },
            $"the object is {state} at the partner",
            () => last?.ToJsonString() ?? "nothing",
            TestContext.Current.CancellationToken);
    }
}
