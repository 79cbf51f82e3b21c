using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Gateway.Tests.Admin;

namespace Busbar.Gateway.Tests.Webhooks;

/// <summary>The routes, on a whole gateway with a receiver over a real socket.</summary>
public sealed class WebhookApiTests : IAsyncLifetime
{
    private OperatorGateway _gateway = null!;
    private WebhookListener _listener = null!;

    [Fact]
    public async Task Webhook_is_told_what_the_event_stream_tells_signed_with_the_secret_that_was_shown_once()
    {
        var made = (await CreateAsync(new JsonObject { ["types"] = new JsonArray("object.stored"), ["modules"] = new JsonArray("locations"), ["description"] = "The map" })).Is(HttpStatusCode.Created);
        var (id, secret) = (made["id"], made["secret"]);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal($"/api/webhooks/{id}", made.Headers["Location"]);
        Assert.Equal(("active", "The map", "[\"object.stored\"]", "[\"locations\"]"), (made["state"], made["description"], made["types"], made["modules"]));
        await _gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await _gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"));
        await _gateway.DeleteAsync("/api/locations/NL/CPO/L1");
        await _gateway.PutAsync("/api/locations/NL/CPO/L2", AdminSamples.Location("L2"));
        await Until.TrueAsync(() => Task.FromResult(_listener.Received.Count == 2));

        Assert.All(_listener.Received, received => Assert.True(received.IsSignedWith(secret)));
        var streamed = await EventStream.ReadAsync(_gateway, "/api/events?after=0&types=object.stored&modules=locations", 2);
        Assert.Equal(streamed.Select(happened => (happened.Type, happened.Data)), _listener.Received.Select(received => (received.Type, received.Json.GetProperty("data").GetRawText())));
        await Until.TrueAsync(async () => (await _gateway.GetAsync($"/api/webhooks/{id}"))["behind"] == "0");
        var view = (await _gateway.GetAsync($"/api/webhooks/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal((await _gateway.GetAsync("/api/status"))["sequence"], view["sequence"]);
        Assert.True(view.Json.TryGetProperty("last_success_at", out _));

        // Never again, and nowhere.
        foreach (var path in (string[])["/api/webhooks", $"/api/webhooks/{id}"])
        {
            Assert.DoesNotContain("secret", (await _gateway.GetAsync(path)).Text, StringComparison.Ordinal);
        }

        var metrics = (await _gateway.GetAsync("/metrics")).Text;
        Assert.Contains($"busbar_webhook_delivered_total{{webhook=\"{id}\"}} 2\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"busbar_webhook_lag{{webhook=\"{id}\"}} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"busbar_webhook_failing{{webhook=\"{id}\"}} 0\n", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "/url", "required")]
    [InlineData("""{"url":"backend"}""", "/url", "url")]
    [InlineData("""{"url":"ftp://backend.example/"}""", "/url", "url")]
    [InlineData("""{"url":"https://user:word@backend.example/"}""", "/url", "url")]
    [InlineData("""{"url":"https://backend.example/#part"}""", "/url", "url")]
    [InlineData("""{"url":"https://backend.example/","types":["object.painted"]}""", "/types", "enum")]
    [InlineData("""{"url":"https://backend.example/","types":[null]}""", "/types", "enum")]
    [InlineData("""{"url":"https://backend.example/","modules":["wheels"]}""", "/modules", "enum")]
    [InlineData("""{"url":"https://backend.example/","after":-1}""", "/after", "range")]
    [InlineData("""{"url":"https://backend.example/","after":1000000}""", "/after", "range")]
    [InlineData("""{"url":"https://backend.example/","after":"now"}""", "/after", "type")]
    [InlineData("""{"url":"https://backend.example/","secret":"whsec_x"}""", "/secret", "unknown")]
    public async Task Webhook_that_makes_no_sense_is_refused_with_field_and_rule(string body, string field, string rule)
    {
        Assert.Equal([(field, rule)], (await _gateway.PostAsync("/api/webhooks", body)).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(0, (await _gateway.GetAsync("/api/webhooks")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Change_of_what_does_not_exist_and_change_that_makes_no_sense_are_refused()
    {
        var id = (await CreateAsync())["id"];
        Assert.Equal([("/url", "url")], (await PatchAsync(id, """{"url":"backend"}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("/types", "enum")], (await PatchAsync(id, """{"types":["webhook.test"]}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("/state", "unknown")], (await PatchAsync(id, """{"state":"active"}""")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("overlap_seconds", "range")], (await _gateway.PostAsync($"/api/webhooks/{id}/rotate?overlap_seconds=-1")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("/after", "required")], (await _gateway.PostAsync($"/api/webhooks/{id}/replay", "{}")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("/after", "range")], (await _gateway.PostAsync($"/api/webhooks/{id}/replay", """{"after":99999}""")).IsProblem(HttpStatusCode.BadRequest).Errors);

        var nobody = Guid.NewGuid();
        (await _gateway.GetAsync($"/api/webhooks/{nobody}")).IsProblem(HttpStatusCode.NotFound);
        (await PatchAsync(nobody.ToString(), "{}")).IsProblem(HttpStatusCode.NotFound);
        (await _gateway.PostAsync($"/api/webhooks/{nobody}/rotate")).IsProblem(HttpStatusCode.NotFound);
        (await _gateway.PostAsync($"/api/webhooks/{nobody}/test")).IsProblem(HttpStatusCode.NotFound);
        (await _gateway.PostAsync($"/api/webhooks/{nobody}/replay", """{"after":0}""")).IsProblem(HttpStatusCode.NotFound);
        (await _gateway.DeleteAsync($"/api/webhooks/{nobody}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Webhook_is_changed_paused_and_removed()
    {
        var id = (await CreateAsync(new JsonObject { ["description"] = "One", ["types"] = new JsonArray("agreement.changed", "agreement.changed") }))["id"];
        var patched = (await PatchAsync(id, """{"description":"","modules":["cdrs"],"types":[],"paused":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("paused", "[]", "[\"cdrs\"]"), (patched["state"], patched["types"], patched["modules"]));
        Assert.False(patched.Json.TryGetProperty("description", out _));
        Assert.Equal("active", (await PatchAsync(id, """{"paused":false}"""))["state"]);
        (await _gateway.DeleteAsync($"/api/webhooks/{id}")).Is(HttpStatusCode.NoContent);
        (await _gateway.GetAsync($"/api/webhooks/{id}")).IsProblem(HttpStatusCode.NotFound);

        var told = await EventStream.ReadAsync(_gateway, "/api/events?after=0&types=webhook.changed", 4);
        Assert.Equal(["made", "paused", "resumed", "removed"], told.Select(happened => JsonDocument.Parse(happened.Data).RootElement.GetProperty("detail").GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Test_says_how_it_went_and_one_that_arrives_ends_the_wait()
    {
        _listener.Answer = Status(503);
        var made = await CreateAsync(new JsonObject { ["types"] = new JsonArray("agreement.changed") });
        var id = made["id"];
        var failed = (await _gateway.PostAsync($"/api/webhooks/{id}/test")).Is(HttpStatusCode.OK);
        Assert.Equal(("False", "503", "The receiver answered 503."), (failed["delivered"], failed["http_status"], failed["problem"]));
        await _gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await Until.TrueAsync(async () => (await _gateway.GetAsync($"/api/webhooks/{id}"))["state"] == "failing");
        var failing = await _gateway.GetAsync($"/api/webhooks/{id}");
        Assert.Equal(("503", "The receiver answered 503."), (failing.Json.GetProperty("last_failure").GetProperty("http_status").ToString(), failing.Json.GetProperty("last_failure").GetProperty("reason").GetString()));
        Assert.True(failing.Json.TryGetProperty("next_attempt_at", out _));

        _listener.Answer = null;
        var test = (await _gateway.PostAsync($"/api/webhooks/{id}/test")).Is(HttpStatusCode.OK);
        Assert.Equal(("True", "200"), (test["delivered"], test["http_status"]));
        await Until.TrueAsync(async () => (await _gateway.GetAsync($"/api/webhooks/{id}"))["state"] == "active");
        await Until.TrueAsync(() => Task.FromResult(_listener.Received[^1].Type == "agreement.changed"));
        var received = _listener.Received.Single(received => received.Id == test["message_id"]);
        Assert.Equal(("webhook.test", $$"""{"webhook":"{{id}}"}"""), (received.Type, received.Json.GetProperty("data").GetRawText()));
        Assert.True(received.IsSignedWith(made["secret"]));
    }

    [Fact]
    public async Task New_secret_signs_beside_the_former_one_and_alone_where_there_is_no_overlap()
    {
        var made = await CreateAsync();
        var (id, first) = (made["id"], made["secret"]);
        var rotated = (await _gateway.PostAsync($"/api/webhooks/{id}/rotate?overlap_seconds=3600")).Is(HttpStatusCode.OK);
        Assert.True(rotated.Json.TryGetProperty("former_secret_until", out _));
        var both = await TestAsync(id);
        Assert.True(both.IsSignedWith(first) && both.IsSignedWith(rotated["secret"]));
        var again = (await _gateway.PostAsync($"/api/webhooks/{id}/rotate?overlap_seconds=0")).Is(HttpStatusCode.OK);
        var alone = await TestAsync(id);
        Assert.True(alone.IsSignedWith(again["secret"]) && !alone.IsSignedWith(rotated["secret"]) && !alone.IsSignedWith(first));
    }

    [Fact]
    public async Task Webhook_may_begin_at_the_beginning_and_be_set_back_to_it()
    {
        await _gateway.PutAsync("/api/parties/NL/CPO/CPO");
        var id = (await CreateAsync(new JsonObject { ["after"] = 0, ["types"] = new JsonArray("agreement.changed") }))["id"];
        await Until.TrueAsync(() => Task.FromResult(_listener.Received.Count == 1));
        Assert.Equal("0", (await _gateway.PostAsync($"/api/webhooks/{id}/replay", """{"after":0}""")).Is(HttpStatusCode.OK)["failed_attempts"]);
        await Until.TrueAsync(() => Task.FromResult(_listener.Received.Count == 2));
        Assert.Equal(_listener.Received[0].Id, _listener.Received[1].Id);
        Assert.Equal(_listener.Received[0].Body, _listener.Received[1].Body);
    }

    [Fact]
    public async Task Secret_stands_in_no_file()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-admin-");
        try
        {
            string secret;
            await using (var gateway = await OperatorGateway.StartAsync(folder))
            {
                secret = (await gateway.PostAsync("/api/webhooks", new JsonObject { ["url"] = _listener.Url.OriginalString }.ToJsonString()))["secret"];
                await gateway.PutAsync("/api/parties/NL/CPO/CPO");
                await Until.TrueAsync(() => Task.FromResult(_listener.Received.Count == 1));
            }

            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                Assert.DoesNotContain(secret[6..], await File.ReadAllTextAsync(file.FullName, Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            // Encrypted with a key that outlives the process.
            await using var next = await OperatorGateway.StartAsync(folder);
            await next.PutAsync("/api/parties/NL/CPP/CPO");
            await Until.TrueAsync(() => Task.FromResult(_listener.Received.Count == 2));
            Assert.All(_listener.Received, received => Assert.True(received.IsSignedWith(secret)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Secret_that_cannot_be_read_any_more_is_told_and_a_new_one_mends_it()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-admin-");
        try
        {
            string id;
            await using (var gateway = await OperatorGateway.StartAsync(folder))
            {
                id = (await gateway.PostAsync("/api/webhooks", new JsonObject { ["url"] = _listener.Url.OriginalString }.ToJsonString()))["id"];
            }

            Directory.Delete(Path.Combine(folder.FullName, "keys"), recursive: true);
            await using var next = await OperatorGateway.StartAsync(folder);
            await Until.TrueAsync(async () => (await next.GetAsync($"/api/webhooks/{id}"))["state"] == "failing");
            Assert.Contains("key ring", (await next.GetAsync($"/api/webhooks/{id}")).Json.GetProperty("last_failure").GetProperty("reason").GetString(), StringComparison.Ordinal);
            (await next.PostAsync($"/api/webhooks/{id}/test")).IsProblem(HttpStatusCode.Conflict);
            await next.PostAsync($"/api/webhooks/{id}/rotate?overlap_seconds=0");
            (await next.PostAsync($"/api/webhooks/{id}/test")).Is(HttpStatusCode.OK);
            await Until.TrueAsync(async () => (await next.GetAsync($"/api/webhooks/{id}"))["state"] == "active");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask InitializeAsync()
    {
        _listener = await WebhookListener.StartAsync();
        _gateway = await OperatorGateway.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _listener.DisposeAsync();
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private Task<Reply> CreateAsync(JsonObject? more = null)
    {
        var body = more ?? [];
        body["url"] = _listener.Url.OriginalString;
        return _gateway.PostAsync("/api/webhooks", body.ToJsonString());
    }

    private Task<Reply> PatchAsync(string id, string json) => _gateway.SendAsync(HttpMethod.Patch, $"/api/webhooks/{id}", json);

    private async Task<Received> TestAsync(string id)
    {
        var test = (await _gateway.PostAsync($"/api/webhooks/{id}/test")).Is(HttpStatusCode.OK);
        return _listener.Received.Single(received => received.Id == test["message_id"]);
    }
}
