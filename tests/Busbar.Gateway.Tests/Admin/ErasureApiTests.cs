using System.Net;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Admin;

public sealed class ErasureApiTests
{
    private const string Uid = "04AB37C2D91E80";

    [Fact]
    public async Task Driver_of_a_hosted_provider_is_erased_with_one_call_once_the_token_is_withdrawn()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/EMSP");
        (await gateway.PutAsync($"/api/tokens/NL/CPO/{Uid}", AdminSamples.Token(Uid, "RFID"))).Is(HttpStatusCode.Created);

        var refused = (await gateway.PostAsync("/api/erasures", Order)).IsProblem(HttpStatusCode.Conflict);
        Assert.Contains("valid=false", refused["title"], StringComparison.Ordinal);
        var dry = await EndAsync(gateway, await gateway.PostAsync("/api/erasures", Order.Replace("}", ""","dry_run":true}""", StringComparison.Ordinal)));
        Assert.Equal((true, 1), (dry.GetProperty("result").GetProperty("dry_run").GetBoolean(), dry.GetProperty("result").GetProperty("erased").GetProperty("tokens").GetInt32()));
        Assert.Contains("is valid", dry.GetProperty("result").GetProperty("obstacles")[0].GetString(), StringComparison.Ordinal);

        (await gateway.DeleteAsync($"/api/tokens/NL/CPO/{Uid}")).Is(HttpStatusCode.NoContent);
        var job = await EndAsync(gateway, await gateway.PostAsync("/api/erasures", Order));
        Assert.Equal("done", job.GetProperty("state").GetString());
        Assert.Equal(1, job.GetProperty("result").GetProperty("erased").GetProperty("tokens").GetInt32());
        Assert.DoesNotContain(Uid, (await gateway.GetAsync("/api/jobs")).Text, StringComparison.Ordinal);
        (await gateway.GetAsync($"/api/tokens/NL/CPO/{Uid}")).IsProblem(HttpStatusCode.NotFound);

        var again = await EndAsync(gateway, await gateway.PostAsync("/api/erasures", Order));
        Assert.Empty(again.GetProperty("result").GetProperty("erased").EnumerateObject());
    }

    [Theory]
    [InlineData("{}", "/country_code required", "/party_id required", "/uid required")]
    [InlineData("""{"country_code":"NLD","party_id":"CPO","uid":"1"}""", "/country_code country-code")]
    [InlineData("""{"country_code":"NL","party_id":"CPO","uid":"1","contract_id":"2"}""", "/contract_id exclusive")]
    [InlineData("""{"country_code":"NL","party_id":"CPO","contract_id":"2","type":"RFID"}""", "/type exclusive")]
    [InlineData("""{"country_code":"NL","party_id":"CPO","uid":" 1"}""", "/uid text")]
    [InlineData("""{"country_code":"NL","party_id":"CPO","contract_id":"12345678901234567890123456789012345678901234567890123456789012345"}""", "/contract_id length")]
    public async Task Order_that_is_wrong_names_what_is_wrong(string order, params string[] errors)
    {
        await using var gateway = await OperatorGateway.StartAsync();
        Assert.Equal(errors, (await gateway.PostAsync("/api/erasures", order)).IsProblem(HttpStatusCode.BadRequest).Errors.Select(error => $"{error.Field} {error.Rule}"));
    }

    [Fact]
    public async Task Document_of_the_api_tells_of_it()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var post = (await gateway.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").GetProperty("/api/erasures").GetProperty("post");
        Assert.Equal(["202", "400", "401", "409"], post.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal));
    }

    private static string Order => $$"""{"country_code":"NL","party_id":"CPO","uid":"{{Uid}}"}""";

    private static async Task<JsonElement> EndAsync(OperatorGateway gateway, Reply ordered)
    {
        var id = ordered.Is(HttpStatusCode.Accepted)["id"];
        Assert.DoesNotContain(Uid, ordered.Text, StringComparison.Ordinal);
        JsonElement job = default;
        await Until.TrueAsync(async () => (job = (await gateway.GetAsync($"/api/jobs/{id}")).Is(HttpStatusCode.OK).Json).GetProperty("state").GetString() is not ("waiting" or "running"));
        Assert.True(job.GetProperty("state").GetString() == "done", job.GetRawText());
        return job;
    }
}
