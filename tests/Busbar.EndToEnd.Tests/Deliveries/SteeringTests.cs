using System.Diagnostics;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.EndToEnd.Tests.Outside;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Deliveries;

/// <summary>What an operator decides about the deliveries to a partner, and what the partner asks for itself, as both see it from outside.</summary>
public sealed class SteeringTests
{
    private static string Day(int day) => $"2026-03-{day:00}T12:00:00Z";

    [Fact]
    public async Task Paused_partner_is_sent_nothing_and_gets_each_latest_state_once_when_it_is_resumed()
    {
        await using var scene = await DeliveryScene.StartAsync();
        var (paused, other) = (await scene.AddProviderAsync("PAU"), await scene.AddProviderAsync("OTH"));
        await scene.PutAsync("tariffs", Tariff(scene.Operator, "T1"));
        await scene.ToldAsync(paused, "PUT", "/tariffs/NL/OPR/T1");
        await scene.IdleAsync(paused);

        await scene.Api.PostAsync($"/api/connections/{paused.Connection}/pause", null);
        await scene.DeliveryAsync(paused, delivery => (string?)delivery["state"] == "paused", "the delivery is paused");
        var before = DeliveryScene.Told(paused).Count;
        for (var day = 2; day <= 4; day++)
        {
            var told = DeliveryScene.Told(other).Count;
            await scene.PutAsync("tariffs", Tariff(scene.Operator, "T1", Day(day)));
            await scene.ToldAsync(other, "PUT", "/tariffs/NL/OPR/T1", told);
        }

        await scene.PutAsync("tariffs", Tariff(scene.Operator, "T2"));
        await scene.ToldAsync(other, "PUT", "/tariffs/NL/OPR/T2");
        await scene.DeliveryAsync(paused, delivery => (string?)delivery["state"] == "paused" && (int?)delivery["pending"] == 2, "two objects wait");
        Assert.NotNull((await scene.Api.GetAsync($"/api/connections/{paused.Connection}"))["paused_at"]);
        Assert.Equal(before, DeliveryScene.Told(paused).Count);

        await scene.Api.PostAsync($"/api/connections/{paused.Connection}/resume", null);
        await scene.IdleAsync(paused);
        var missed = DeliveryScene.Told(paused, before);
        Assert.Equal(["PUT /tariffs/NL/OPR/T1", "PUT /tariffs/NL/OPR/T2"], missed.Select(told => $"{told.Method} {told.Path}").Order(StringComparer.Ordinal));
        Assert.Equal(Day(4), (string?)JsonNode.Parse(missed.Single(told => told.Path.EndsWith("T1", StringComparison.Ordinal)).Body)!["last_updated"]);
    }

    [Fact]
    public async Task What_an_agreement_does_not_allow_any_more_is_taken_back_at_the_partner_and_given_again_with_a_new_one()
    {
        await using var scene = await DeliveryScene.StartAsync();
        var (operators, provider) = (scene.Operator, await scene.AddProviderAsync("PRV"));
        await scene.PutAsync("tariffs", Tariff(operators, "T1"));
        await scene.PutAsync("locations", Location(operators, "L1"));
        (await operators.SendAsync("POST", operators.At("cdrs/RECEIVER"), Cdr(operators, provider, "C1").ToJsonString())).Is(201, 1000);
        (await provider.SendAsync("PUT", provider.Own("tokens", "U1?type=RFID"), Token(provider, "U1").ToJsonString())).Is(201, 1000);
        await scene.ToldAsync(provider, "PUT", "/tariffs/NL/OPR/T1");
        await scene.ToldAsync(provider, "PUT", "/locations/NL/OPR/L1");
        await scene.ToldAsync(provider, "POST", "/cdrs");
        await scene.ToldAsync(operators, "PUT", "/tokens/NL/PRV/U1");
        await scene.IdleAsync(provider);
        await scene.IdleAsync(operators);

        var everyone = Assert.Single((await scene.Api.GetAsync("/api/agreements"))["items"]!.AsArray())!;
        await scene.Api.DeleteAsync($"/api/agreements/{everyone["id"]}");
        await scene.ToldAsync(provider, "DELETE", "/tariffs/NL/OPR/T1");
        var removed = await scene.ToldAsync(provider, "PATCH", "/locations/NL/OPR/L1/E1");
        Assert.Equal("REMOVED", (string?)removed["status"]);
        var invalid = await scene.ToldAsync(operators, "PATCH", "/tokens/NL/PRV/U1");
        Assert.False((bool)invalid["valid"]!);
        await scene.IdleAsync(provider);
        await scene.IdleAsync(operators);

        var (atProvider, atOperator) = (DeliveryScene.Told(provider).Count, DeliveryScene.Told(operators).Count);
        await scene.Api.PostAsync("/api/agreements", new JsonObject());
        await scene.ToldAsync(provider, "PUT", "/tariffs/NL/OPR/T1", atProvider);
        var location = await scene.ToldAsync(provider, "PUT", "/locations/NL/OPR/L1", atProvider);
        Assert.Equal("AVAILABLE", (string?)location["evses"]![0]!["status"]);
        Assert.True(At(location["evses"]![0]!) >= At(removed), "the partner would take it for older than the removal");
        var token = await scene.ToldAsync(operators, "PUT", "/tokens/NL/PRV/U1", atOperator);
        Assert.True((bool)token["valid"]! && At(token) >= At(invalid), token.ToJsonString());

        // What was charged stays charged.
        Assert.Equal(["POST"], DeliveryScene.Told(provider).Where(told => told.Path.StartsWith("/cdrs", StringComparison.Ordinal)).Select(told => told.Method));
    }

    [Fact]
    public async Task New_partner_is_given_what_there_is_at_its_rate_and_what_changes_meanwhile_does_not_wait_for_it()
    {
        const int Count = 40;
        await using var scene = await DeliveryScene.StartAsync();
        for (var number = 0; number < Count; number++)
        {
            await scene.PutAsync("tariffs", Tariff(scene.Operator, $"old-{number}"));
        }

        // Twenty seconds for all of it.
        var began = Stopwatch.StartNew();
        var provider = await scene.AddProviderAsync("NEW", new JsonObject { ["load_per_second"] = 2 });
        await scene.ToldAsync(provider, "PUT", "/tariffs/NL/OPR/old-");
        await scene.PutAsync("tariffs", Tariff(scene.Operator, "fresh"));
        await scene.ToldAsync(provider, "PUT", "/tariffs/NL/OPR/fresh");
        var loaded = DeliveryScene.Told(provider).TakeWhile(told => !told.Path.EndsWith("/fresh", StringComparison.Ordinal)).Count();
        Assert.True(loaded < Count && loaded <= (2 * began.Elapsed.TotalSeconds) + 2, $"{loaded} came within {began.Elapsed}.");

        await scene.SetAsync(provider, new JsonObject { ["load_per_second"] = null });
        await scene.DeliveryAsync(provider, delivery => (string?)delivery["state"] == "idle" && (long?)delivery["lag"] == 0, "everything is loaded");
        Assert.Equal(Count, DeliveryScene.Told(provider).Where(told => told.Path.Contains("/old-", StringComparison.Ordinal)).Select(told => told.Path).Distinct().Count());
    }

    [Fact]
    public async Task Partner_that_asks_for_patience_is_not_asked_again_before_the_time_it_named()
    {
        await using var scene = await DeliveryScene.StartAsync();
        var provider = await scene.AddProviderAsync("BSY");
        await scene.IdleAsync(provider);
        var asked = new List<TimeSpan>();
        var clock = Stopwatch.StartNew();
        provider.Handler = (http, _) =>
        {
            lock (asked)
            {
                asked.Add(clock.Elapsed);
                if (asked.Count > 1)
                {
                    return Task.FromResult(false);
                }
            }

            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "4";
            return Task.FromResult(true);
        };
        await scene.PutAsync("tariffs", Tariff(scene.Operator, "T1"));
        await scene.DeliveryAsync(provider, delivery => (string?)delivery["state"] == "backing_off" && delivery["retry_at"] is not null, "it waits");
        await scene.PutAsync("tariffs", Tariff(scene.Operator, "T2"));
        await scene.IdleAsync(provider);

        // Longer than any wait of the gateway's own after one failure; the clock here and the gateway's timer may differ by a tick.
        Assert.True(asked[1] - asked[0] >= TimeSpan.FromSeconds(3.95), $"It was asked again after {asked[1] - asked[0]}.");
        Assert.Equal(["/tariffs/NL/OPR/T1", "/tariffs/NL/OPR/T2"], DeliveryScene.Told(provider, 1).Select(told => told.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Partner_that_fell_far_behind_and_pulls_is_left_to_its_pull_and_is_pushed_only_what_that_does_not_bring()
    {
        // More than is kept waiting, and ten thousand beside that.
        const int Count = 13_000;
        Shelf? shelf = null;
        await using var scene = await DeliveryScene.StartAsync(partner =>
        {
            partner.Extra.Add("tariffs/SENDER");
            shelf = Shelf.Of(partner);
            shelf.Lists["tariffs"] = [];
        });
        await scene.SetAsync(scene.Operator, new JsonObject { ["page_size"] = 1000 });
        var provider = await scene.AddProviderAsync("FAR", new JsonObject { ["catch_up"] = "pull" });
        await scene.Api.PostAsync($"/api/connections/{provider.Connection}/pause", null);
        await scene.DeliveryAsync(provider, delivery => (string?)delivery["state"] == "paused", "the delivery is paused");
        shelf!.Lists["tariffs"] = [.. Enumerable.Range(0, Count).Select(number => (JsonNode)Tariff(scene.Operator, $"far-{number}"))];
        await scene.Api.PostAsync($"/api/connections/{scene.Operator.Connection}/pull", new JsonObject { ["full"] = true });
        await scene.Api.PostAsync($"/api/connections/{provider.Connection}/resume", null);
        var waiting = await scene.DeliveryAsync(provider, delivery => (string?)delivery["state"] == "awaiting_pull", "the rest is left to the partner's pull");
        var pushed = Pushed();
        Assert.True((long)waiting["left_to_pull"]! > 10_000 - 500 && pushed.Count + (long)waiting["left_to_pull"]! >= Count, $"{pushed.Count} {waiting.ToJsonString()}");

        // What changes now is pushed as ever.
        await scene.PutAsync("tariffs", Tariff(scene.Operator, "now"));
        await scene.ToldAsync(provider, "PUT", "/tariffs/NL/OPR/now");
        var pulled = await provider.CrawlAsync("tariffs", 1000);
        Assert.Equal(Count + 1, pulled.Select(tariff => (string)tariff["id"]!).Distinct().Count());
        var settled = await scene.IdleAsync(provider);
        Assert.Equal(0, (long?)settled["left_to_pull"] ?? 0);
        Assert.Equal(pushed.Count, Pushed().Count);

        IReadOnlyCollection<string> Pushed() => DeliveryScene.Told(provider).Select(told => told.Path).Where(path => path.Contains("/far-", StringComparison.Ordinal)).ToHashSet();
    }

    private static DateTimeOffset At(JsonNode document) => DateTimeOffset.Parse((string)document["last_updated"]!, System.Globalization.CultureInfo.InvariantCulture);
}
