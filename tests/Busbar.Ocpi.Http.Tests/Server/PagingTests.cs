using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class PagingTests : ServerRig
{
    private const string List = "/ocpi/2.2.1/sender/locations";

    [Fact]
    [Requirement("TRN-028", "TRN-037", "TRN-041", "TRN-044", "TRN-045", "TRN-068", "TRN-072", "TRN-090", "LOC-014", "LOC-019")]
    public async Task Page_has_its_objects_bytes_total_limit_and_an_absolute_next_link()
    {
        Publish(25);
        var reply = await SendAsync("GET", List + "?offset=0&limit=10");
        Assert.Equal(200, reply.Http);
        Assert.Equal(1000, reply.Status);
        Assert.Equal(string.Join(',', Platform.Published.Take(10)), reply.Data[1..^1]);
        Assert.Equal("25", reply.Header("X-Total-Count"));
        Assert.Equal("100", reply.Header("X-Limit"));
        Assert.Equal("<https://roaming.example/ocpi/2.2.1/sender/locations?offset=10&limit=10&cursor=10>; rel=\"next\"", reply.Header("Link"));
    }

    [Fact]
    [Requirement("TRN-041", "TRN-044", "TRN-045")]
    public async Task Last_page_has_no_link_and_keeps_total_and_limit()
    {
        Publish(25);
        var reply = await SendAsync("GET", List + "?offset=20&limit=10");
        Assert.Equal(5, reply.Json.GetProperty("data").GetArrayLength());
        Assert.Null(reply.Header("Link"));
        Assert.Equal("25", reply.Header("X-Total-Count"));
        Assert.Equal("100", reply.Header("X-Limit"));
    }

    [Theory]
    [InlineData("offset=25")]
    [InlineData("offset=10000000&limit=10000000")]
    [InlineData("offset=99999999999999999999")]
    [Requirement("TRN-044", "TRN-072")]
    public async Task Page_past_the_end_is_an_empty_list(string query)
    {
        Publish(25);
        var reply = await SendAsync("GET", $"{List}?{query}");
        Assert.Equal(200, reply.Http);
        Assert.Equal(1000, reply.Status);
        Assert.Equal("[]", reply.Data);
        Assert.Equal("25", reply.Header("X-Total-Count"));
        Assert.Null(reply.Header("Link"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?limit=2000")]
    [InlineData("?limit=10000000")]
    [Requirement("TRN-043", "TRN-047")]
    public async Task Missing_or_too_large_limit_gives_the_servers_maximum(string query)
    {
        Publish(250);
        var reply = await SendAsync("GET", List + query);
        Assert.Equal(100, reply.Json.GetProperty("data").GetArrayLength());
        Assert.Equal("100", reply.Header("X-Limit"));
        Assert.Contains("offset=100&limit=100", reply.Header("Link"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-5")]
    [InlineData("offset=-1")]
    [InlineData("limit=many")]
    [InlineData("date_from=last%20week")]
    [Requirement("STA-002", "STA-014")]
    public async Task Value_without_meaning_gets_2001_in_http_200(string query)
    {
        var reply = await SendAsync("GET", $"{List}?{query}");
        Assert.Equal(200, reply.Http);
        Assert.Equal(2001, reply.Status);
        Assert.Null(Platform.Page);
    }

    [Fact]
    [Requirement("TRN-031", "TRN-042")]
    public async Task Link_repeats_every_filter_encoded()
    {
        Publish(3);
        var reply = await SendAsync("GET", List + "?date_from=2025-01-01T00:00:00%2B01:00&limit=1&x%20y=a%26b&date_to=2026-01-01T00:00:00Z");
        Assert.Equal(
            "<https://roaming.example/ocpi/2.2.1/sender/locations?date_from=2025-01-01T00%3A00%3A00%2B01%3A00&x%20y=a%26b&date_to=2026-01-01T00%3A00%3A00Z"
            + "&offset=1&limit=1&cursor=1>; rel=\"next\"",
            reply.Header("Link"));
        Assert.Equal(new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero), Platform.Page!.DateFrom);
        Assert.Equal("date-time.offset", Assert.Single(Tolerated()).Rule);
    }

    [Fact]
    public async Task Objects_passed_over_count_for_the_next_offset()
    {
        Publish(5);
        Platform.Published[0] = Platform.Published[1] = FakePlatform.Withheld;
        var first = await SendAsync("GET", List + "?limit=2");
        Assert.Equal("[]", first.Data);
        Assert.Contains("?offset=2&limit=2&cursor=2>", first.Header("Link"), StringComparison.Ordinal);
        Assert.Equal("5", first.Header("X-Total-Count"));
    }

    [Fact]
    public async Task Strict_caller_with_an_unusual_date_gets_2001()
    {
        var reply = await SendAsync("GET", List + "?date_from=2025-01-01T00:00:00%2B01:00", authorization: "Token c3RyaWN0LXRva2Vu");
        Assert.Equal(2001, reply.Status);
    }

    [Fact]
    public async Task Refused_list_is_the_refusal_without_page_headers()
    {
        Platform.Answer = () => OcpiReply.Failed(OcpiStatus.UnknownReceiver, "No such party.");
        var reply = await SendAsync("GET", List);
        Assert.Equal(200, reply.Http);
        Assert.Equal(4001, reply.Status);
        Assert.Null(reply.Header("X-Total-Count"));
    }

    [Fact]
    public async Task Page_larger_than_any_buffer_arrives_whole()
    {
        Platform.Published.AddRange(Enumerable.Range(0, 100).Select(i => $$"""{"id":"{{i}}","x":"{{new string('é', 20_000)}}"}"""));
        for (var round = 0; round < 2; round++)
        {
            var reply = await SendAsync("GET", List);
            Assert.Equal("[" + string.Join(',', Platform.Published) + "]", reply.Data);
            Assert.Equal(reply.Bytes.Length, reply.ContentHeaders.ContentLength);
        }
    }

    private void Publish(int count) => Platform.Published.AddRange(Enumerable.Range(0, count).Select(i => $$"""{"id": "{{i}}","cost":1.50}"""));
}
