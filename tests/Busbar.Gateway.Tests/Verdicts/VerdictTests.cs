using System.Net;
using Busbar.Gateway.Tests.Admin;

namespace Busbar.Gateway.Tests.Verdicts;

public sealed class VerdictTests
{
    [Fact]
    public async Task Cdr_gets_its_verdict_with_an_explanation_and_an_event()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        (await gateway.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "5.00", ChargingWorld.Tariff("0.25", "2026-01-01T00:00:00Z")))).Is(HttpStatusCode.Created);

        var verdict = await gateway.VerdictAsync("C1", query: "?language=de");
        Assert.Equal(("agrees", "accepted", "5", "5"), (verdict.Of("outcome"), verdict.Of("state"), verdict.Of("stated"), verdict.Of("computed")));
        Assert.Equal("Der CDR kostet, was sein Tarif sagt.", verdict.Json.GetProperty("explanation")[0].GetProperty("title").GetString());
        Assert.Equal("AGREES", verdict.Json.GetProperty("report").GetProperty("verdict").GetString());
        var told = Assert.Single(await EventStream.ReadAsync(gateway, "/api/events?after=0&types=verdict.changed", 1));
        Assert.Contains("\"cdr\":\"C1\"", told.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cdr_without_tariff_is_checked_by_the_one_that_was_in_force()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        (await gateway.PutAsync("/api/tariffs/NL/CPO/T1", ChargingWorld.Tariff("0.40", "2026-03-01T00:00:00Z"))).Is(HttpStatusCode.OK);
        await gateway.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "5.00"));

        var verdict = await gateway.VerdictAsync("C1");
        Assert.Equal("agrees", verdict.Of("outcome"));
        var report = verdict.Json.GetProperty("report");
        Assert.Equal(("HISTORY", "Europe/Amsterdam"), (report.GetProperty("tariffs_from").GetString(), report.GetProperty("time_zone").GetString()));
        var versions = (await gateway.GetAsync("/api/tariffs/NL/CPO/T1/versions")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(2, versions.GetArrayLength());
        Assert.Equal(versions[1].GetProperty("hash").GetString(), report.GetProperty("tariff_hashes")[0].GetString());
        (await gateway.GetAsync("/api/tariffs/NL/CPO/T2/versions")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Price_of_another_version_of_the_tariff_is_recognised()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync("/api/tariffs/NL/CPO/T1", ChargingWorld.Tariff("0.40", "2026-03-01T00:00:00Z"));
        await gateway.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "8.00"));

        var verdict = await gateway.VerdictAsync("C1");
        Assert.Equal(("disagrees", "accepted", "OTHER_TARIFF_VERSION"), (verdict.Of("outcome"), verdict.Of("state"), verdict.Of("cause")));
    }

    [Fact]
    public async Task Tariff_in_the_cdr_that_was_not_the_published_one_is_told()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "8.00", ChargingWorld.Tariff("0.40", "2026-01-15T00:00:00Z")));

        var verdict = await gateway.VerdictAsync("C1");
        Assert.Equal(("agrees", "1"), (verdict.Of("outcome"), verdict.Of("inconsistencies")));
        Assert.Equal("TARIFF_NOT_AS_PUBLISHED", verdict.Json.GetProperty("report").GetProperty("inconsistencies")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_cannot_be_checked_says_so_and_holds_up_nothing()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await gateway.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "5.00"));
        await gateway.PutAsync("/api/cdrs/NL/CPO/C2", ChargingWorld.Cdr("C2", "5.00", ChargingWorld.Tariff("0.25", "2026-01-01T00:00:00Z")));

        Assert.Equal("agrees", (await gateway.VerdictAsync("C2")).Of("outcome"));
        Assert.Equal(("not_checkable", "accepted"), ((await gateway.VerdictAsync("C1")).Of("outcome"), (await gateway.VerdictAsync("C1")).Of("state")));
    }

    [Fact]
    public async Task Verdicts_are_listed_by_state_outcome_and_connection()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        foreach (var (id, total) in new[] { ("C1", "5.00"), ("C2", "6.00"), ("C3", "7.00") })
        {
            await gateway.PutAsync($"/api/cdrs/NL/CPO/{id}", ChargingWorld.Cdr(id, total));
            await gateway.VerdictAsync(id);
        }

        async Task<string> Ids(string query) => string.Join(' ', (await gateway.GetAsync("/api/verdicts" + query)).Is(HttpStatusCode.OK).Json
            .GetProperty("items").EnumerateArray().Select(item => item.GetProperty("cdr_id").GetString()));
        Assert.Equal("C3 C2 C1", await Ids(""));
        Assert.Equal("C3 C2", await Ids("?outcome=disagrees"));
        Assert.Equal("C3", await Ids("?limit=1"));
        var next = (await gateway.GetAsync("/api/verdicts?limit=1"))["next"];
        Assert.Equal("C2", await Ids($"?limit=1&cursor={next}"));
        Assert.Equal("", await Ids("?state=held"));
        Assert.Equal("", await Ids($"?connection={Guid.NewGuid()}"));
        Assert.Equal([("state", "enum")], (await gateway.GetAsync("/api/verdicts?state=lost")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("language", "enum")], (await gateway.GetAsync("/api/cdrs/NL/CPO/C1/verdict?language=tlh")).IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task Cdr_that_came_just_before_the_end_has_its_verdict_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-verdicts-");
        try
        {
            await using (var first = await ChargingWorld.StartAsync(folder))
            {
                await first.PutAsync("/api/cdrs/NL/CPO/C1", ChargingWorld.Cdr("C1", "6.00"));
            }

            await using var second = await OperatorGateway.StartAsync(folder);
            Assert.Equal("disagrees", (await second.VerdictAsync("C1")).Of("outcome"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
