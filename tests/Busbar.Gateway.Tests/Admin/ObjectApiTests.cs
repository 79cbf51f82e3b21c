using System.Net;
using System.Text;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Admin;

public sealed class ObjectApiTests
{
    [Fact]
    public async Task Publish_read_list_and_withdraw_an_object()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");

        var first = (await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"))).Is(HttpStatusCode.Created);
        Assert.True(first.Json.GetProperty("created").GetBoolean());
        var again = (await gateway.PutAsync("/api/locations/nl/cpo/l1", AdminSamples.Location("L1"))).Is(HttpStatusCode.OK);
        Assert.False(again.Json.GetProperty("changed").GetBoolean());
        var newer = (await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1", "Delft", "2026-01-02T00:00:00Z"))).Is(HttpStatusCode.OK);
        Assert.True(newer.Json.GetProperty("sequence").GetInt64() > first.Json.GetProperty("sequence").GetInt64());
        (await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"))).IsProblem(HttpStatusCode.Conflict);

        var read = (await gateway.GetAsync("/api/locations/NL/CPO/L1")).Is(HttpStatusCode.OK);
        Assert.Equal("Delft", read["city"]);
        Assert.Contains("1.50", read.Text, StringComparison.Ordinal);
        Assert.Equal("2.3.0", read.Headers["Busbar-Version"]);
        Assert.Equal(read.Text, (await gateway.GetAsync("/api/locations/NL/CPO/L1?version=original")).Text);

        (await gateway.DeleteAsync("/api/locations/NL/CPO/L1")).Is(HttpStatusCode.NoContent);
        (await gateway.GetAsync("/api/locations/NL/CPO/L1")).IsProblem(HttpStatusCode.NotFound);
        (await gateway.DeleteAsync("/api/locations/NL/CPO/L1")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_follow_the_cursor_without_gap_or_repetition()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        for (var number = 0; number < 7; number++)
        {
            await gateway.PutAsync($"/api/locations/NL/CPO/L{number}", AdminSamples.Location($"L{number}", lastUpdated: $"2026-01-0{number + 1}T00:00:00Z"));
        }

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await gateway.GetAsync($"/api/locations?limit=3{(cursor is null ? "" : "&cursor=" + cursor)}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal(7, page.GetProperty("total").GetInt64());
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(["L0", "L1", "L2", "L3", "L4", "L5", "L6"], ids);
        Assert.Equal(3, (await gateway.GetAsync("/api/locations?updated_since=2026-01-05T00:00:00Z")).Json.GetProperty("total").GetInt64());
        Assert.Equal(7, (await gateway.GetAsync("/api/locations?country_code=nl&party_id=cpo")).Json.GetProperty("total").GetInt64());
        Assert.Equal(0, (await gateway.GetAsync("/api/locations?country_code=NL&party_id=XYZ")).Json.GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("country_code=NL", "party_id", "required")]
    [InlineData("limit=1001", "limit", "range")]
    [InlineData("cursor=next", "cursor", "cursor")]
    [InlineData("version=2.1.1", "version", "enum")]
    [InlineData("updated_since=yesterday", "updated_since", "type")]
    [InlineData("connection=11111111-1111-1111-1111-111111111111", "connection", "unknown")]
    public async Task List_with_a_bad_parameter_names_it(string query, string field, string rule)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        Assert.Equal([(field, rule)], (await gateway.GetAsync("/api/tariffs?" + query)).IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    [Requirement("SES-070")]
    public async Task Completed_session_of_a_hosted_party_is_not_changed_any_more()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        const string Url = "/api/sessions/NL/CPO/S1";
        (await gateway.PutAsync(Url, AdminSamples.Session("S1", "ACTIVE", "2026-01-01T00:00:00Z"))).Is(HttpStatusCode.Created);
        (await gateway.PutAsync(Url, AdminSamples.Session("S1", "COMPLETED", "2026-01-02T00:00:00Z"))).Is(HttpStatusCode.OK);

        (await gateway.PutAsync(Url, AdminSamples.Session("S1", "COMPLETED", "2026-01-03T00:00:00Z", "9.5"))).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("2026-01-02T00:00:00Z", (await gateway.GetAsync(Url))["last_updated"]);
        (await gateway.PutAsync(Url, AdminSamples.Session("S1", "COMPLETED", "2026-01-02T00:00:00Z"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Publishing_for_a_party_that_is_not_hosted_is_refused()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        (await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"))).IsProblem(HttpStatusCode.Conflict);
        (await gateway.DeleteAsync("/api/locations/NL/CPO/L1")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Invalid_object_is_refused_with_every_finding()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");

        var reply = (await gateway.PutAsync("/api/locations/NL/CPO/L1", """{"country_code":"NL","party_id":"CPO","id":"L1","city":["Utrecht"]}""")).IsProblem(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(reply.Errors, error => error.Field == "/address" && error.Rule == "required");
        Assert.Contains(reply.Errors, error => error.Field == "/city");
        (await gateway.PutAsync("/api/locations/NL/CPO/L1", """{"id":""")).IsProblem(HttpStatusCode.BadRequest);
        (await gateway.PutAsync("/api/locations/NL/CPO/L2", AdminSamples.Location("L1"))).IsProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Body_of_another_content_type_is_refused()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");

        var reply = await Reply.ReadAsync(await gateway.Http.PutAsync(new Uri("/api/locations/NL/CPO/L1", UriKind.Relative), content, TestContext.Current.CancellationToken));

        reply.IsProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Tokens_are_told_apart_by_type_and_their_uid_stands_in_no_event()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/EMSP");

        (await gateway.PutAsync("/api/tokens/NL/CPO/T-1", AdminSamples.Token("T-1", "RFID"))).Is(HttpStatusCode.Created);
        (await gateway.PutAsync("/api/tokens/NL/CPO/T-1?type=APP_USER", AdminSamples.Token("T-1", "APP_USER"))).Is(HttpStatusCode.Created);

        Assert.Equal("APP_USER", (await gateway.GetAsync("/api/tokens/NL/CPO/T-1?type=APP_USER"))["type"]);
        Assert.Equal("RFID", (await gateway.GetAsync("/api/tokens/NL/CPO/T-1"))["type"]);
        Assert.Equal([("type", "unknown")], (await gateway.GetAsync("/api/locations/NL/CPO/L1?type=RFID")).IsProblem(HttpStatusCode.BadRequest).Errors);
        var events = await EventStream.ReadAsync(gateway, "/api/events?after=0&modules=tokens", 2);
        Assert.All(events, happened => Assert.DoesNotContain("T-1", happened.Data, StringComparison.Ordinal));
    }
}
