using System.Net;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Admin;

public sealed class EventApiTests
{
    [Fact]
    public async Task Stream_resumes_after_the_last_event_without_gap_or_repetition()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        for (var number = 0; number < 5; number++)
        {
            await gateway.PutAsync($"/api/locations/NL/CPO/L{number}", AdminSamples.Location($"L{number}"));
        }

        var first = await EventStream.ReadAsync(gateway, "/api/events?after=0&types=object.stored", 2);
        var rest = await EventStream.ReadAsync(gateway, "/api/events?after=0&types=object.stored", 3, first[^1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var ids = first.Concat(rest).Select(happened => JsonDocument.Parse(happened.Data).RootElement.GetProperty("id").GetString());
        Assert.Equal(["L0", "L1", "L2", "L3", "L4"], ids);
        Assert.All(first.Concat(rest), happened => Assert.Equal("object.stored", happened.Type));
        Assert.Equal(first.Concat(rest).Select(happened => happened.Id).Order(), first.Concat(rest).Select(happened => happened.Id));
    }

    [Fact]
    public async Task Stream_without_a_place_begins_now_and_tells_what_happens()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await gateway.PutAsync("/api/locations/NL/CPO/L1", AdminSamples.Location("L1"));

        var events = await EventStream.ReadAsync(gateway, "/api/events?modules=locations", 2, meanwhile: async () =>
        {
            await gateway.PutAsync("/api/locations/NL/CPO/L2", AdminSamples.Location("L2"));
            await gateway.DeleteAsync("/api/locations/NL/CPO/L1");
        });

        Assert.Equal(["object.stored", "object.deleted"], events.Select(happened => happened.Type));
        Assert.Contains("\"L2\"", events[0].Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?types=object.painted", null, "types", "enum")]
    [InlineData("?modules=wheels", null, "modules", "enum")]
    [InlineData("?after=-1", null, "after", "range")]
    [InlineData("", "yesterday", "Last-Event-ID", "type")]
    public async Task Stream_with_a_bad_parameter_names_it(string query, string? lastEventId, string field, string rule)
    {
        await using var gateway = await OperatorGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events" + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var reply = await Reply.ReadAsync(await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal([(field, rule)], reply.IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task Open_stream_does_not_hold_up_a_stop()
    {
        var gateway = await OperatorGateway.StartAsync();
        using var response = await gateway.Http.GetAsync(new Uri("/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        await gateway.App.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await gateway.DisposeAsync();
    }
}
