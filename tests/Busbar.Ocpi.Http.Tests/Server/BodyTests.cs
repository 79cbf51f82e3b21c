using System.Text;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class BodyTests : ServerRig
{
    private const string Location = "/ocpi/2.2.1/receiver/locations/NL/TNM/1";

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("<xml/>")]
    [InlineData("")]
    [InlineData("   ")]
    [Requirement("STA-001", "TRN-074")]
    public async Task Body_that_is_not_json_gets_400_with_2001(string body)
    {
        foreach (var (method, path) in new[] { ("PUT", Location), ("PATCH", Location), ("POST", "/ocpi/2.2.1/receiver/cdrs"), ("POST", "/ocpi/2.3.0/credentials") })
        {
            var reply = await SendAsync(method, path, body);
            Assert.Equal(400, reply.Http);
            Assert.Equal(2001, reply.Status);
        }

        Assert.Null(Platform.Request);
    }

    [Fact]
    [Requirement("STA-001")]
    public async Task Body_nested_too_deep_or_not_utf8_gets_400()
    {
        Assert.Equal(400, (await SendAsync("PUT", Location, string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40))).Http);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Server.Url, Location));
        request.Content = new ByteArrayContent([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]);
        request.Headers.TryAddWithoutValidation("Authorization", "Token ZXhhbXBsZS10b2tlbg==");
        using var response = await Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("12")]
    [InlineData("null")]
    [Requirement("STA-002")]
    public async Task Json_that_is_no_object_gets_2001_in_http_200(string body)
    {
        var reply = await SendAsync("PUT", Location, body);
        Assert.Equal(200, reply.Http);
        Assert.Equal(2001, reply.Status);
    }

    [Fact]
    public async Task Body_above_the_limit_gets_413_with_and_without_a_length()
    {
        var body = "{\"a\":\"" + new string('x', 70_000) + "\"}";
        var announced = await SendAsync("PUT", Location, body);
        Assert.Equal(413, announced.Http);
        Assert.Equal(2000, announced.Status);
        var chunked = await SendAsync("PUT", Location, body, headers: [("Transfer-Encoding", "chunked")]);
        Assert.Equal(413, chunked.Http);
        Assert.Empty(Platform.Objects);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("application/json; charset=utf-8", null)]
    [InlineData("Application/JSON", null)]
    [InlineData("text/json", "content-type")]
    [InlineData("text/plain", "content-type")]
    public async Task Content_type_is_tolerated_and_recorded(string type, string? rule)
    {
        var reply = await SendAsync("PUT", Location, "{}", headers: [("Content-Type", type)]);
        Assert.Equal(201, reply.Http);
        Assert.Equal(rule, Tolerated().SingleOrDefault()?.Rule);
    }

    [Fact]
    public async Task Byte_order_mark_is_taken_off_and_recorded()
    {
        await SendAsync("PUT", Location, "\uFEFF{\"a\":1}");
        Assert.Equal("""{"a":1}""", Platform.Body);
        Assert.Equal("body.byte-order-mark", Assert.Single(Tolerated()).Rule);
    }

    [Fact]
    [Requirement("STA-005", "STA-006", "TRN-077")]
    public async Task New_object_gets_201_and_an_update_200_without_data()
    {
        var created = await SendAsync("PUT", Location, "{}");
        var updated = await SendAsync("PUT", Location, "{}");
        Assert.Equal((201, 1000), (created.Http, created.Status));
        Assert.Equal((200, 1000), (updated.Http, updated.Status));
        Assert.False(created.Json.TryGetProperty("data", out _));
    }

    [Fact]
    [Requirement("STA-002", "STA-014", "TRN-065")]
    public async Task Refusal_of_the_content_is_http_200_with_an_ocpi_error()
    {
        Platform.Answer = () => OcpiReply.Invalid("id in the body differs from the URL.");
        var reply = await SendAsync("PUT", Location, "{}");
        Assert.Equal((200, 2001), (reply.Http, reply.Status));
        Assert.Equal("id in the body differs from the URL.", reply.Envelope.Message);
    }

    [Fact]
    [Requirement("STA-004")]
    public async Task Get_of_an_unknown_object_gets_404_with_envelope()
    {
        var reply = await SendAsync("GET", Location);
        Assert.Equal((404, 2003), (reply.Http, reply.Status));
    }

    [Fact]
    [Requirement("STA-018")]
    public async Task Unexpected_failure_gets_500_with_3000_and_no_details()
    {
        Platform.Answer = () => throw new InvalidOperationException("secret detail");
        foreach (var (method, path, body) in new[] { ("PUT", Location, "{}"), ("GET", "/ocpi/2.2.1/sender/locations", null) })
        {
            var reply = await SendAsync(method, path, body);
            Assert.Equal((500, 3000), (reply.Http, reply.Status));
            Assert.DoesNotContain("secret", Encoding.UTF8.GetString(reply.Bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("TRN-068")]
    public async Task Handlers_data_is_not_written_anew()
    {
        const string Odd = """{ "cost" : 1.10, "e":1E2, "u":"\u00e9" }""";
        Platform.Objects["locations|NL|TNM|1"] = Odd;
        Assert.Equal(Odd, (await SendAsync("GET", Location)).Data);
    }

    [Fact]
    public async Task Observer_sees_the_exchange_whole()
    {
        await SendAsync("PUT", Location + "?x=1", """{"a":1}""");
        var (exchange, requestBody, responseBody) = Platform.Exchanges.Single();
        Assert.Equal("PUT", exchange.Method);
        Assert.Equal(Location + "?x=1", exchange.Url);
        Assert.Equal(201, exchange.HttpStatus);
        Assert.Equal(OcpiStatus.Success, exchange.OcpiStatus);
        Assert.Equal(new MessageIds("request-1", "flow-1"), exchange.Ids);
        Assert.IsType<OcpiCaller>(exchange.Peer, exactMatch: false);
        Assert.Equal("""{"a":1}""", requestBody);
        Assert.Contains("\"status_code\":1000", responseBody, StringComparison.Ordinal);
    }
}
