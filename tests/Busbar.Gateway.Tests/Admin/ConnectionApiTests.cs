using System.Net;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Admin;

public sealed class ConnectionApiTests
{
    [Fact]
    public async Task Create_without_versions_url_waits_and_shows_token_A_once()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var made = (await gateway.PostAsync("/api/connections", """{"name":"Partner","parties":[{"country_code":"de","party_id":"msp","role":"EMSP"}]}""")).Is(HttpStatusCode.Created);

        Assert.Equal("waiting", made["state"]);
        Assert.False(made.Json.GetProperty("registered").GetBoolean());
        Assert.Equal($"{gateway.Http.BaseAddress}ocpi/versions", made["versions_url"]);
        Assert.NotEmpty(made["token"]);
        Assert.Equal($"/api/connections/{made["id"]}", made.Headers["Location"]);
        var shown = (await gateway.GetAsync($"/api/connections/{made["id"]}")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(made["token"], shown.Text, StringComparison.Ordinal);
        Assert.Equal("DE", shown.Json.GetProperty("declared_parties")[0].GetProperty("country_code").GetString());
        Assert.Equal(1, (await gateway.GetAsync("/api/connections")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_party_that_stands_before_a_partner_of_2_1_1_is_set_changed_and_left_to_the_gateway()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var made = (await gateway.PostAsync("/api/connections", """{"name":"Old","front":{"country_code":"nl","party_id":"abc","role":"CPO"}}""")).Is(HttpStatusCode.Created);
        var path = $"/api/connections/{made["id"]}";
        Assert.Equal("ABC", (await gateway.GetAsync(path)).Json.GetProperty("front").GetProperty("party_id").GetString());

        await gateway.SendAsync(HttpMethod.Patch, path, """{"name":"Older"}""");
        Assert.Equal("ABC", (await gateway.GetAsync(path)).Json.GetProperty("front").GetProperty("party_id").GetString());
        var changed = await gateway.SendAsync(HttpMethod.Patch, path, """{"front":{"country_code":"NL","party_id":"XYZ","role":"EMSP"}}""");
        Assert.Equal("EMSP", changed.Is(HttpStatusCode.OK).Json.GetProperty("front").GetProperty("role").GetString());
        Assert.False((await gateway.SendAsync(HttpMethod.Patch, path, """{"front":{}}""")).Is(HttpStatusCode.OK).Json.TryGetProperty("front", out _));
    }

    [Fact]
    public async Task Another_version_needs_a_registration_and_one_that_the_gateway_speaks()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var made = (await gateway.PostAsync("/api/connections", """{"name":"Waiting"}""")).Is(HttpStatusCode.Created);
        var path = $"/api/connections/{made["id"]}/version";

        (await gateway.PostAsync(path, """{"version":"2.2"}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal([("/version", "enum")], (await gateway.PostAsync(path, """{"version":"1.0"}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("/version", "required")], (await gateway.PostAsync(path, "{}")).IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Theory]
    [InlineData("{}", "/name", "required")]
    [InlineData("""{"name":" "}""", "/name", "required")]
    [InlineData("""{"name":5}""", "/name", "type")]
    [InlineData("""{"name":"x","colour":"red"}""", "/colour", "unknown")]
    [InlineData("""{"name":"x","parties":[{"country_code":"NLD","party_id":"ABC","role":"CPO"}]}""", "/parties/0/country_code", "country-code")]
    [InlineData("""{"name":"x","parties":[{"country_code":"NL","party_id":"ABCD","role":"CPO"}]}""", "/parties/0/party_id", "party-id")]
    [InlineData("""{"name":"x","parties":[{"country_code":"NL","party_id":"ABC","role":"BOSS"}]}""", "/parties/0/role", "enum")]
    [InlineData("""{"name":"x","parties":[{"country_code":"NL","party_id":"ABC","rol":"CPO"}]}""", "/parties/0/rol", "unknown")]
    [InlineData("""{"name":"x","token":"abc"}""", "/versions_url", "required")]
    [InlineData("""{"name":"x","versions_url":"http://127.0.0.1/ocpi/versions"}""", "/token", "required")]
    [InlineData("""{"name":"x","versions_url":"ftp://127.0.0.1/","token":"abc"}""", "/versions_url", "url")]
    [InlineData("""{"name":"x","versions_url":"http://127.0.0.1/","token":"a b"}""", "/token", "characters")]
    [InlineData("""{"name":"x","versions_url":"http://127.0.0.1/","token":"abc","version":"9.9"}""", "/version", "enum")]
    [InlineData("""{"name":"x","front":{"country_code":"NL","party_id":"ABC","role":"NAP"}}""", "/front/role", "enum")]
    [InlineData("""{"name":"x","front":{"country_code":"NL","role":"CPO"}}""", "/front/party_id", "required")]
    [InlineData("""{"name":"x","profile":{"page_size":0}}""", "/profile/page_size", "range")]
    [InlineData("""{"name":"x","profile":{"page_size":"many"}}""", "/profile/page_size", "type")]
    [InlineData("""{"name":"x","profile":{"token_encoding":"rot13"}}""", "/profile/token_encoding", "enum")]
    [InlineData("""{"name":"x","profile":{"required":["locations"]}}""", "/profile/required/0", "endpoint")]
    public async Task Create_with_a_bad_body_names_field_and_rule(string body, string field, string rule)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var reply = (await gateway.PostAsync("/api/connections", body)).IsProblem(HttpStatusCode.BadRequest);

        Assert.Equal([(field, rule)], reply.Errors);
        Assert.Equal(0, (await gateway.GetAsync("/api/connections")).Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"name":""")]
    [InlineData("""[1,2]""")]
    [InlineData("")]
    public async Task Create_with_something_else_than_a_JSON_object_is_refused(string body)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        (await gateway.PostAsync("/api/connections", body)).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Names_and_declared_parties_are_unique()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PostAsync("/api/connections", """{"name":"One","parties":[{"country_code":"DE","party_id":"MSP","role":"EMSP"}]}""");

        (await gateway.PostAsync("/api/connections", """{"name":"one"}""")).IsProblem(HttpStatusCode.Conflict);
        (await gateway.PostAsync("/api/connections", """{"name":"Two","parties":[{"country_code":"de","party_id":"msp","role":"CPO"}]}""")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Failed_registration_leaves_a_connection_whose_steps_say_why()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var made = (await gateway.PostAsync("/api/connections", """{"name":"x","versions_url":"http://127.0.0.1:1/versions","token":"abc"}""")).Is(HttpStatusCode.Created);

        Assert.False(made.Json.GetProperty("registered").GetBoolean());
        Assert.False(made.Json.GetProperty("succeeded").GetBoolean());
        Assert.Equal("registering", made["state"]);
        Assert.Contains(made.Json.GetProperty("steps").EnumerateArray(), step => !step.GetProperty("succeeded").GetBoolean());
        Assert.DoesNotContain("\"abc\"", made.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_changes_name_and_only_the_given_habits()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var id = (await gateway.PostAsync("/api/connections", """{"name":"Old","profile":{"page_size":50,"push":false}}"""))["id"];

        var changed = (await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"name":"New","profile":{"concurrency":2}}""")).Is(HttpStatusCode.OK);

        Assert.Equal("New", changed["name"]);
        var profile = changed.Json.GetProperty("profile");
        Assert.Equal((50, 2, false), (profile.GetProperty("page_size").GetInt32(), profile.GetProperty("concurrency").GetInt32(), profile.GetProperty("push").GetBoolean()));
        (await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"name":"Newer","suspended":true}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("New", (await gateway.GetAsync($"/api/connections/{id}"))["name"]);
    }

    [Fact]
    public async Task Profile_begins_with_a_named_one_and_is_changed_by_merge_patch()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var made = await gateway.PostAsync("/api/connections", """{"name":"Hub","profile":{"name":"enapi","page_size":500}}""");
        var id = made.Is(HttpStatusCode.Created)["id"];

        var profile = (await gateway.GetAsync($"/api/connections/{id}")).Json.GetProperty("profile");
        Assert.Equal(("enapi", 500, 1440), (profile.GetProperty("basis").GetString(), profile.GetProperty("page_size").GetInt32(), profile.GetProperty("pull_interval_minutes").GetInt32()));

        var changed = await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"profile":{"page_size":null,"repairs":{"ornament":false}}}""");
        Assert.Equal(100, changed.Is(HttpStatusCode.OK).Json.GetProperty("profile").GetProperty("page_size").GetInt32());
        Assert.Equal(["basis", "pull_interval_minutes", "modules", "repairs"], changed.Json.GetProperty("departures").EnumerateArray().Select(name => name.GetString()!).OrderBy(name => Array.IndexOf(["basis", "pull_interval_minutes", "modules", "repairs"], name)));
        Assert.Equal("strict", (await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"profile":"strict"}""")).Json.GetProperty("profile").GetProperty("basis").GetString());
        Assert.Equal([("/profile", "enum")], (await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"profile":"nobody"}""")).IsProblem(HttpStatusCode.BadRequest).Errors);

        var known = (await gateway.GetAsync("/api/profiles")).Is(HttpStatusCode.OK).Json;
        Assert.Contains(known.GetProperty("items").EnumerateArray(), item => item.GetProperty("name").GetString() == "enapi");
        Assert.Contains(known.GetProperty("settings").EnumerateArray(), item => item.GetProperty("name").GetString() == "page_size" && item.GetProperty("default").GetInt32() == 100);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate")]
    [InlineData("POST", "/pull")]
    [InlineData("POST", "/register")]
    [InlineData("POST", "/reset")]
    [InlineData("POST", "/unregister")]
    public async Task Connection_that_does_not_exist_is_not_found(string method, string action)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        (await gateway.SendAsync(new HttpMethod(method), $"/api/connections/{Guid.NewGuid()}{action}", method is "PATCH" ? "{}" : null)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_gateways_register_exchange_rotate_suspend_and_part()
    {
        await using var cpo = await OperatorGateway.StartAsync();
        await using var msp = await OperatorGateway.StartAsync();
        (await cpo.PutAsync("/api/parties/NL/CPO/CPO")).Is(HttpStatusCode.OK);
        (await msp.PutAsync("/api/parties/DE/MSP/EMSP", """{"name":"A provider"}""")).Is(HttpStatusCode.OK);
        (await cpo.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"))).Is(HttpStatusCode.Created);

        var waiting = await cpo.PostAsync("/api/connections", """{"name":"provider"}""");
        var made = (await msp.PostAsync("/api/connections", $$"""{"name":"operator","versions_url":"{{waiting["versions_url"]}}","token":"{{waiting["token"]}}","version":"2.2.1"}""")).Is(HttpStatusCode.Created);

        Assert.True(made.Json.GetProperty("registered").GetBoolean(), made.Text);
        Assert.Equal("2.2.1", made["version"]);
        await Until.TrueAsync(async () => (await msp.GetAsync("/api/locations/NL/CPO/L1")).Status == HttpStatusCode.OK);
        var view = (await cpo.GetAsync($"/api/connections/{waiting["id"]}")).Json;
        Assert.Equal("connected", view.GetProperty("state").GetString());
        Assert.Equal("A provider", view.GetProperty("parties")[0].GetProperty("name").GetString());
        Assert.NotEqual(0, view.GetProperty("delivery").GetProperty("cursor").GetInt64() + view.GetProperty("delivery").GetProperty("lag").GetInt64());
        var by = (await msp.GetAsync($"/api/locations?connection={made["id"]}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, by.Json.GetProperty("total").GetInt64());

        var why = (await cpo.GetAsync($"/api/why?connection={waiting["id"]}&object=locations/NL/CPO/L1")).Is(HttpStatusCode.OK);
        Assert.True(why.Json.GetProperty("visible").GetBoolean(), why.Text);
        Assert.Equal([("object", "address")], (await cpo.GetAsync($"/api/why?connection={waiting["id"]}&object=L1")).IsProblem(HttpStatusCode.BadRequest).Errors);
        (await cpo.GetAsync($"/api/why?connection={waiting["id"]}&object=locations/NL/CPO/L9")).IsProblem(HttpStatusCode.NotFound);

        Assert.True((await msp.PostAsync($"/api/connections/{made["id"]}/rotate")).Is(HttpStatusCode.OK).Json.GetProperty("succeeded").GetBoolean());
        var pulled = (await msp.PostAsync($"/api/connections/{made["id"]}/pull", """{"full":true,"modules":["locations"]}""")).Is(HttpStatusCode.OK);
        Assert.True(pulled.Json.GetProperty("complete").GetBoolean(), pulled.Text);
        Assert.Equal([("/modules/0", "enum")], (await msp.PostAsync($"/api/connections/{made["id"]}/pull", """{"modules":["wheels"]}""")).IsProblem(HttpStatusCode.BadRequest).Errors);

        Assert.Equal("suspended", (await msp.SendAsync(HttpMethod.Patch, $"/api/connections/{made["id"]}", """{"suspended":true}"""))["state"]);
        Assert.Equal("connected", (await msp.SendAsync(HttpMethod.Patch, $"/api/connections/{made["id"]}", """{"suspended":false}"""))["state"]);

        var paused = (await msp.PostAsync($"/api/connections/{made["id"]}/pause")).Is(HttpStatusCode.OK);
        Assert.Equal("connected", paused["state"]);
        Assert.Equal(paused["paused_at"], (await msp.PostAsync($"/api/connections/{made["id"]}/pause"))["paused_at"]);
        Assert.False((await msp.PostAsync($"/api/connections/{made["id"]}/resume")).Is(HttpStatusCode.OK).Json.TryGetProperty("paused_at", out _));
        (await msp.PostAsync($"/api/connections/{Guid.NewGuid()}/pause")).IsProblem(HttpStatusCode.NotFound);

        (await msp.DeleteAsync($"/api/connections/{made["id"]}")).Is(HttpStatusCode.OK);
        (await msp.GetAsync($"/api/connections/{made["id"]}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("unregistered", (await cpo.GetAsync($"/api/connections/{waiting["id"]}"))["state"]);
        Assert.Equal("waiting", (await cpo.PostAsync($"/api/connections/{waiting["id"]}/reset"))["state"]);

        var exchanges = (await msp.GetAsync("/api/exchanges?direction=out&module=credentials")).Json.GetProperty("items");
        Assert.NotEqual(0, exchanges.GetArrayLength());
        var one = (await msp.GetAsync($"/api/exchanges/{exchanges[0].GetProperty("id").GetGuid()}")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(waiting["token"], one.Text, StringComparison.Ordinal);
    }
}
