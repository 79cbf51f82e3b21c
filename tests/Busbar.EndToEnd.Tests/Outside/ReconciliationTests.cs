using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Comparisons with partners that lost, kept or changed something, and what mends it.</summary>
[Collection<OutsideTests>]
public sealed class ReconciliationTests(OutsideGateway gateway)
{
    private const string Later = "2026-03-02T12:00:00Z";

    [Fact]
    public async Task What_a_partner_lost_kept_old_or_changed_is_found_by_asking_it_and_mended_by_sending_it_again()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.2.1", "EMSP"));
        var shelf = Shelf.Of(provider);
        foreach (var id in (string[])["rec-same", "rec-lost", "rec-old", "rec-other"])
        {
            (await operators.SendAsync("PUT", operators.Own("locations", id), Location(operators, id).ToJsonString())).Is(201, 1000);
        }

        await Eventually.TrueAsync(
            () => Mine().Count == 4, "the partner has every location", () => string.Join(' ', shelf.Held.Keys), TestContext.Current.CancellationToken);
        foreach (var id in Mine().Keys)
        {
            await SettledAsync(operators, provider, id);
        }

        // A new partner is sent all that is stored, and a location that came meanwhile perhaps twice: the second time would mend what is broken here.
        await Eventually.GetAsync(
            async () => (await gateway.Api.GetAsync($"/api/connections/{provider.Connection}"))["delivery"] is var delivery
                && !(bool)delivery!["sweeping"]! && (int)delivery["pending"]! == 0 ? delivery : null,
            "nothing waits for the partner", () => "", TestContext.Current.CancellationToken);
        shelf.Held.TryRemove(Mine()["rec-lost"], out _);
        shelf.Held[Mine()["rec-old"]]["last_updated"] = "2025-01-01T00:00:00Z";
        shelf.Held[Mine()["rec-other"]]["city"] = "Brugge";
        shelf.Held[Mine()["rec-same"]]["last_updated"] = "2026-03-01T12:00:00.000Z";

        // Others share the gateway: only what is the operator's is looked at here.
        var run = await RunAsync(provider, "sent");
        var found = await FoundAsync(run, operators);
        Assert.Equal(["different rec-other", "missing rec-lost", "stale rec-old"], found.Select(item => $"{item["kind"]} {item["object_id"]}").Order(StringComparer.Ordinal));
        Assert.Equal("/city differs", Members(found.Single(item => (string)item["kind"]! == "different")));
        Assert.Contains("Unknown here", (string)found.Single(item => (string)item["kind"]! == "missing")["message"]!, StringComparison.Ordinal);
        Assert.True((long)run["same"]! >= 1);

        var repair = await gateway.Api.PostAsync($"/api/reconciliations/{run["id"]}/repair", new JsonObject());
        await ClosedAsync($"/api/jobs/{repair["id"]}");
        Assert.Equal("Gent", (string)shelf.Held[Mine()["rec-other"]]["city"]!);
        Assert.True(Mine().ContainsKey("rec-lost"));
        Assert.Empty(await FoundAsync(await RunAsync(provider, "sent"), operators));

        Dictionary<string, string> Mine() => shelf.Held.Where(entry => entry.Key.Contains($"/{operators.Country}/{operators.Party}/".ToLowerInvariant(), StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Value["id"]!, entry => entry.Key);
    }

    [Fact]
    public async Task What_we_hold_is_compared_with_what_the_partner_lists_and_mended_by_pulling_it_again()
    {
        var operators = await PlainPartner.StartAsync("2.2.1", "BE", "HLD", "CPO");
        await using var _ = operators;
        operators.Extra.Add("tariffs/SENDER");
        var shelf = Shelf.Of(operators);
        shelf.Lists["tariffs"] = [.. Enumerable.Range(1, 5).Select(i => (JsonNode)Tariff(operators, $"held-{i}"))];
        await operators.InviteAsync(gateway.Process);
        await operators.PostCredentialsAsync();
        await Eventually.GetAsync(
            async () => (await gateway.Api.GetAsync($"/api/connections/{operators.Connection}/pulls"))["items"]!.AsArray().SingleOrDefault(item => (string)item!["state"]! == "complete"),
            "the list was pulled", () => "", TestContext.Current.CancellationToken);

        // Nobody was told of any of this.
        var changed = Tariff(operators, "held-2", Later);
        var other = Tariff(operators, "held-3");
        other["currency"] = "GBP";
        shelf.Lists["tariffs"] = [Tariff(operators, "held-1"), changed, other, Tariff(operators, "held-5"), Tariff(operators, "held-6")];
        var run = await RunAsync(operators, "held");
        var found = await FoundAsync(run, operators);
        Assert.Equal(
            ["different held-3", "extra held-4", "missing held-6", "stale held-2"], found.Select(item => $"{item["kind"]} {item["object_id"]}").Order(StringComparer.Ordinal));
        Assert.Equal("/currency differs", Members(found.Single(item => (string)item["kind"]! == "different")));
        Assert.Equal((2, 5), ((int)run["same"]!, (int)run["looked"]!));
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Get, "/api/tariffs/BE/HLD/held-6", null)).Status);

        var repair = await gateway.Api.PostAsync($"/api/reconciliations/{run["id"]}/repair", new JsonObject());
        await ClosedAsync($"/api/jobs/{repair["id"]}");
        Assert.Equal(200, (await gateway.Api.TrySendAsync(HttpMethod.Get, "/api/tariffs/BE/HLD/held-6", null)).Status);
        Assert.Equal(404, (await gateway.Api.TrySendAsync(HttpMethod.Get, "/api/tariffs/BE/HLD/held-4", null)).Status);
        await gateway.Api.DeleteAsync($"/api/connections/{operators.Connection}");
    }

    [Fact]
    public async Task Partner_that_answers_no_get_is_said_to_and_a_wrong_order_names_its_fields()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.3.0", "EMSP"));
        (await operators.SendAsync("PUT", operators.Own("tariffs", "rec-405"), Tariff(operators, "rec-405").ToJsonString())).Is(201, 1000);
        await SettledAsync(operators, provider, "rec-405", "tariffs");
        provider.Script = asked => asked.StartsWith("GET /tariffs", StringComparison.Ordinal) ? (405, new JsonObject { ["status_code"] = 2000, ["timestamp"] = Day }) : null;
        var run = await RunAsync(provider, "sent", "tariffs", state: "failed");
        Assert.Contains("GET", (string)run["problem"]!, StringComparison.Ordinal);

        var (status, problem) = await gateway.Api.TrySendAsync(HttpMethod.Post, "/api/reconciliations", """{"modules":["cars"],"direction":"up","rate":0}""");
        Assert.Equal(400, status);
        Assert.Equal(["/connection", "/direction", "/modules/0", "/rate"], problem["errors"]!.AsArray().Select(error => (string)error!["field"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Check_of_our_own_store_finds_what_does_not_fit_together()
    {
        var (operators, provider) = (await gateway.NewAsync("2.3.0", "CPO"), await gateway.NewAsync("2.3.0", "EMSP"));
        var location = Location(operators, "chk-1");
        location["evses"]![0]!["connectors"]![0]!["tariff_ids"] = new JsonArray("chk-none");
        (await operators.SendAsync("PUT", operators.Own("locations", "chk-1"), location.ToJsonString())).Is(201, 1000);
        var session = Session(operators, provider, "chk-s1");
        (session["status"], session["end_date_time"], session["location_id"]) = ("COMPLETED", Later, "chk-2");
        (await operators.SendAsync("PUT", operators.Own("sessions", "chk-s1"), session.ToJsonString())).Is(201, 1000);

        var order = await gateway.Api.PostAsync("/api/reconciliations/checks", new JsonObject { ["cdr_hours"] = 1, ["status_hours"] = 1 });
        var run = await ClosedAsync($"/api/reconciliations/{order["id"]}");
        var found = await FoundAsync(run, operators);
        Assert.Contains("session_without_cdr chk-s1", found.Select(item => $"{item["kind"]} {item["object_id"]}"));
        Assert.Equal(["chk-2", "chk-none"], found.Where(item => (string)item["kind"]! == "dangling_reference").SelectMany(item => item["ids"]!.AsArray().Select(id => (string)id!)).Order(StringComparer.Ordinal));
        Assert.Equal("E1", (string)found.Single(item => (string)item["kind"]! == "stale_status")["ids"]![0]!);
    }

    private async Task<JsonNode> RunAsync(PlainPartner partner, string direction, string? module = null, string state = "done")
    {
        module ??= direction == "sent" ? "locations" : "tariffs";
        var ordered = await gateway.Api.PostAsync("/api/reconciliations", new JsonObject
        {
            ["connection"] = partner.Connection.ToString(), ["modules"] = new JsonArray(module), ["direction"] = direction, ["rate"] = 1000,
        });
        var run = await ClosedAsync($"/api/reconciliations/{Assert.Single(ordered["items"]!.AsArray())!["id"]}");
        Assert.Equal(state, (string)run["state"]!);
        return run;
    }

    private Task<JsonNode> ClosedAsync(string path) => Eventually.GetAsync(
        async () => await gateway.Api.GetAsync(path) is var job && (string)job["state"]! is "done" or "failed" or "cancelled" ? job : null, "the job is over", () => path, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<JsonNode>> FoundAsync(JsonNode run, PlainPartner owner) =>
        [.. (await gateway.Api.GetAsync($"/api/reconciliations/{run["id"]}/differences?limit=1000"))["items"]!.AsArray()
            .Where(item => (string)item!["party_id"]! == owner.Party && (string)item["country_code"]! == owner.Country).Select(item => item!)];

    private Task<JsonNode> SettledAsync(PlainPartner owner, PlainPartner partner, string id, string module = "locations") => Eventually.GetAsync(
        async () => (await gateway.Api.GetAsync($"/api/{module}/{owner.Country}/{owner.Party}/{id}/deliveries"))["items"]!.AsArray()
            .SingleOrDefault(item => (string)item!["connection"]! == partner.Connection.ToString() && (string)item["state"]! == "delivered"),
        "the partner has it", () => id, TestContext.Current.CancellationToken);

    private static string Members(JsonNode difference) => string.Join(',', difference["members"]!.AsArray().Select(member => $"{member!["path"]} {member["how"]}"));
}
