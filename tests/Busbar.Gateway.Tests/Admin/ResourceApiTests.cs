using System.Net;

namespace Busbar.Gateway.Tests.Admin;

public sealed class ResourceApiTests
{
    [Fact]
    public async Task Hosted_parties_are_declared_listed_and_ended()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var put = (await gateway.PutAsync("/api/parties/nl/cpo/cpo", """{"name":"An operator","website":"https://example.test"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("NL", "CPO", "CPO", "An operator"), (put["country_code"], put["party_id"], put["role"], put["name"]));
        Assert.Equal(1, (await gateway.GetAsync("/api/parties")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal([("/nam", "unknown")], (await gateway.PutAsync("/api/parties/NL/CPO/CPO", """{"nam":"x"}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("role", "enum")], (await gateway.PutAsync("/api/parties/NL/CPO/KING")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("country_code", "country-code")], (await gateway.PutAsync("/api/parties/N1/CPO/CPO")).IsProblem(HttpStatusCode.BadRequest).Errors);
        (await gateway.DeleteAsync("/api/parties/NL/CPO/CPO")).Is(HttpStatusCode.NoContent);
        (await gateway.DeleteAsync("/api/parties/NL/CPO/CPO")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Party_of_a_connection_cannot_be_hosted_until_it_is_released()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var id = (await gateway.PostAsync("/api/connections", """{"name":"One","parties":[{"country_code":"DE","party_id":"MSP","role":"EMSP"}]}"""))["id"];

        (await gateway.PutAsync("/api/parties/DE/MSP/EMSP")).IsProblem(HttpStatusCode.Conflict);
        (await gateway.DeleteAsync($"/api/connections/{id}/parties/DE/MSP")).Is(HttpStatusCode.NoContent);
        (await gateway.PutAsync("/api/parties/DE/MSP/EMSP")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Agreements_begin_with_everyone_to_everyone_and_can_be_made_and_ended()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var all = (await gateway.GetAsync("/api/agreements")).Json.GetProperty("items");
        Assert.Equal(1, all.GetArrayLength());
        Assert.False(all[0].TryGetProperty("from", out _));
        var made = (await gateway.PostAsync("/api/agreements", """{"from":"NL/CPO","to":"DE-MSP","modules":["locations"]}""")).Is(HttpStatusCode.Created);
        Assert.Equal(("NL/CPO", "DE/MSP"), (made["from"], made["to"]));
        Assert.Equal(
            [("/from", "party"), ("/modules/1", "enum")],
            (await gateway.PostAsync("/api/agreements", """{"from":"Netherlands","modules":["cdrs","wheels"]}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        (await gateway.DeleteAsync($"/api/agreements/{made["id"]}")).Is(HttpStatusCode.NoContent);
        (await gateway.DeleteAsync($"/api/agreements/{made["id"]}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Exchanges_show_a_refused_request_of_a_stranger()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        using var stranger = new HttpClient { BaseAddress = gateway.Http.BaseAddress };
        await stranger.GetAsync(new Uri("/ocpi/2.2.1/sender/locations", UriKind.Relative), TestContext.Current.CancellationToken);

        await Until.TrueAsync(async () => (await gateway.GetAsync("/api/exchanges?failed_only=true")).Json.GetProperty("items").GetArrayLength() > 0);

        var item = (await gateway.GetAsync("/api/exchanges?direction=in")).Json.GetProperty("items")[0];
        Assert.Equal(("in", "GET", 401), (item.GetProperty("direction").GetString(), item.GetProperty("method").GetString(), item.GetProperty("http_status").GetInt32()));
        Assert.Equal([("direction", "enum")], (await gateway.GetAsync("/api/exchanges?direction=up")).IsProblem(HttpStatusCode.BadRequest).Errors);
        (await gateway.GetAsync($"/api/exchanges/{Guid.NewGuid()}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Refusals_are_listed_found_and_replayed()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        Assert.Equal(0, (await gateway.GetAsync("/api/refusals?state=open")).Is(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength());
        Assert.Equal([("state", "enum")], (await gateway.GetAsync("/api/refusals?state=sad")).IsProblem(HttpStatusCode.BadRequest).Errors);
        (await gateway.GetAsync($"/api/refusals/{Guid.NewGuid()}")).IsProblem(HttpStatusCode.NotFound);
        (await gateway.PostAsync($"/api/refusals/{Guid.NewGuid()}/replay")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Status_counts_objects_and_names_the_versions_url()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"));

        var status = (await gateway.GetAsync("/api/status")).Is(HttpStatusCode.OK);

        Assert.Equal(1, status.Json.GetProperty("objects").GetProperty("locations").GetInt64());
        Assert.Equal($"{gateway.Http.BaseAddress}ocpi/versions", status["versions_url"]);
        Assert.True(status.Json.GetProperty("sequence").GetInt64() >= 2);
    }
}
