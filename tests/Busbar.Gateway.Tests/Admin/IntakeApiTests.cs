using System.Net;

namespace Busbar.Gateway.Tests.Admin;

public sealed class IntakeApiTests
{
    [Theory]
    [InlineData("/api/quarantine")]
    [InlineData("/api/repairs")]
    [InlineData("/api/intake")]
    [InlineData("/api/losses?version=2.1.1")]
    public async Task Empty_gateway_has_nothing_to_tell(string path)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        Assert.Equal(0, (await gateway.GetAsync(path)).Is(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_an_older_version_cannot_show_of_a_published_object_is_listed()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        var location = System.Text.Json.Nodes.JsonNode.Parse(AdminSamples.Location("L1"))!;
        location["help_phone"] = "+31201234567";
        (await gateway.PutAsync("/api/locations/NL/CPO/L1", location.ToJsonString())).Is(HttpStatusCode.Created);

        var item = (await gateway.GetAsync("/api/losses?version=2.2.1&module=locations&country_code=NL&party_id=CPO&id=L1")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];

        Assert.Equal(("2.3.0", "2.2.1", false), (item.GetProperty("from").GetString(), item.GetProperty("to").GetString(), item.GetProperty("withheld").GetBoolean()));
        Assert.Contains(item.GetProperty("losses").EnumerateArray(), loss => loss.GetProperty("path").GetString() == "/help_phone" && loss.GetProperty("rule").GetString()!.Length > 0);
        Assert.Contains("busbar_translation_losses_total", (await gateway.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/losses", "version", "required")]
    [InlineData("/api/losses?version=9", "version", "enum")]
    [InlineData("/api/losses?version=2.2.1&module=wheels", "module", "enum")]
    [InlineData("/api/losses?version=2.2.1&cursor=x", "cursor", "cursor")]
    [InlineData("/api/losses?connection=00000000-0000-0000-0000-000000000001", "connection", "reference")]
    [InlineData("/api/quarantine?cursor=x", "cursor", "cursor")]
    [InlineData("/api/repairs?country_code=NL", "party_id", "required")]
    public async Task Question_that_is_wrong_names_what_is_wrong(string path, string field, string rule)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        Assert.Equal([(field, rule)], (await gateway.GetAsync(path)).IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Theory]
    [InlineData("GET", "/api/quarantine/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/api/quarantine/00000000-0000-0000-0000-000000000001/retry")]
    [InlineData("DELETE", "/api/quarantine/00000000-0000-0000-0000-000000000001")]
    [InlineData("GET", "/api/repairs/00000000-0000-0000-0000-000000000001")]
    public async Task Record_that_does_not_exist_is_not_found(string method, string path)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        (await gateway.SendAsync(new HttpMethod(method), path)).IsProblem(HttpStatusCode.NotFound);
    }
}
