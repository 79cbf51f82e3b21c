using System.Globalization;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Lists: pages, limits, dates, and crawling while the data moves.</summary>
[Collection<OutsideTests>]
public sealed class PagingTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement("TRN-028", "TRN-029", "TRN-030", "TRN-037", "TRN-039", "TRN-041", "TRN-043", "TRN-044", "TRN-045", "TRN-072", "LOC-014", "LOC-015", "LOC-019", "TRN-090")]
    public async Task Pages_follow_each_other_to_the_end()
    {
        var owner = await FilledAsync(7);
        var to = To(owner);
        var reader = gateway.Emsp221;
        var first = (await reader.SendAsync("GET", reader.At("locations/SENDER", "?limit=3"), null, to)).Is(200, 1000);
        Assert.Equal(["l0", "l1", "l2"], first.Ids);
        Assert.Equal((7, 100), (first.Count("X-Total-Count"), first.Count("X-Limit")));
        Assert.StartsWith(reader.At("locations/SENDER") + "?", first.Next, StringComparison.Ordinal);
        Assert.Contains("offset=3", first.Next, StringComparison.Ordinal);
        Assert.Contains("limit=3", first.Next, StringComparison.Ordinal);
        Assert.Equal(first.Ids, (await reader.SendAsync("GET", reader.At("locations/SENDER", "?limit=3"), null, to)).Ids);
        var second = (await reader.SendAsync("GET", first.Next!, null, to)).Is(200, 1000);
        Assert.Equal(["l3", "l4", "l5"], second.Ids);
        var third = (await reader.SendAsync("GET", second.Next!, null, to)).Is(200, 1000);
        Assert.Equal(["l6"], third.Ids);
        Assert.Null(third.Next);
        Assert.Equal((7, 100), (third.Count("X-Total-Count"), third.Count("X-Limit")));
        Assert.Equal(["l4", "l5"], (await reader.SendAsync("GET", reader.At("locations/SENDER", "?offset=4&limit=2"), null, to)).Ids);
    }

    [Theory]
    [Requirement("TRN-044", "TRN-045", "TRN-047", "TRN-072")]
    [InlineData("?offset=5", 0)]
    [InlineData("?offset=6", 0)]
    [InlineData("?offset=4", 1)]
    [InlineData("?offset=9223372036854775807", 0)]
    [InlineData("?offset=99999999999999999999999", 0)]
    [InlineData("?limit=10000000", 5)]
    [InlineData("?limit=99999999999999999999999", 5)]
    [InlineData("?date_from=2099-01-01T00:00:00Z", 0)]
    [InlineData("?date_from=2026-05-01T00:00:00Z&date_to=2026-04-01T00:00:00Z", 0)]
    public async Task Edge_values_are_answered_with_what_there_is(string query, int expected)
    {
        var owner = await FilledAsync(5);
        var answer = (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", query), null, To(owner))).Is(200, 1000);
        Assert.Equal(expected, answer.Ids.Count);
        Assert.Null(answer.Next);
        Assert.Equal(100, answer.Count("X-Limit"));
        Assert.Equal(query.StartsWith("?date", StringComparison.Ordinal) ? 0 : 5, answer.Count("X-Total-Count"));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=1.5")]
    [InlineData("?offset=-1")]
    [InlineData("?offset=x")]
    [InlineData("?date_from=yesterday")]
    [InlineData("?date_to=2026-13-01T00:00:00Z")]
    [InlineData("?cursor=x")]
    public async Task Values_that_make_no_sense_are_2001_and_name_the_parameter(string query)
    {
        var answer = (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", query))).Is(200, 2001);
        Assert.Contains(query[1..query.IndexOf('=', StringComparison.Ordinal)], answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("TRN-031", "TRN-033", "TRN-034", "LOC-016", "LOC-017")]
    [InlineData("date_from=2026-03-01T12:00:00Z", "a,b,c")]
    [InlineData("date_from=2026-03-01T12:00:00.001Z", "b,c")]
    [InlineData("date_from=2026-03-01T12:00:01Z", "b,c")]
    [InlineData("date_to=2026-03-01T12:00:02.5Z", "a,b")]
    [InlineData("date_to=2026-03-01T12:00:02.501Z", "a,b,c")]
    [InlineData("date_from=2026-03-01T12:00:01Z&date_to=2026-03-01T12:00:02.5Z", "b")]
    [InlineData("date_from=2026-03-01T12:00:01", "b,c")]
    [InlineData("date_from=2026-03-01T13:00:01%2B01:00", "b,c")]
    [InlineData("date_from=2026-03-01T13:00:01+01:00", "b,c")]
    [InlineData("date_from=2026-03-01T12:00:01.000000000Z", "b,c")]
    [InlineData("date_from=2026-03-01T12:00:02.499999999Z", "c")]
    [InlineData("date_from=2026-03-02", "")]
    public async Task Dates_select_from_inclusive_to_exclusive_in_every_form_seen(string query, string expected)
    {
        var owner = await gateway.NewAsync("2.2.1", "CPO");
        foreach (var (id, at) in ((string, string)[])[("a", Day), ("b", "2026-03-01T12:00:01Z"), ("c", "2026-03-01T12:00:02.500Z")])
        {
            (await owner.SendAsync("PUT", owner.Own("locations", id), Location(owner, id, at).ToJsonString())).Is(201, 1000);
        }

        var answer = (await gateway.Emsp230.SendAsync("GET", gateway.Emsp230.At("locations/SENDER", $"?{query}"), null, To(owner))).Is(200, 1000);
        Assert.Equal(expected, string.Join(',', answer.Ids));
    }

    [Fact]
    [Requirement("TRN-042", "TRN-041", "TRN-048")]
    public async Task Link_keeps_the_filters()
    {
        var owner = await FilledAsync(4);
        var reader = gateway.Emsp230;
        var url = reader.At("locations/SENDER", "?limit=1&date_from=2026-03-01T12:00:01Z&date_to=2026-03-01T12:00:03Z&x_vendor=a%26b%3Dc");
        var first = (await reader.SendAsync("GET", url, null, To(owner))).Is(200, 1000);
        Assert.Equal((2, "l1"), (first.Count("X-Total-Count"), first.Ids.Single()));
        Assert.Contains("x_vendor=a%26b%3Dc", first.Next, StringComparison.Ordinal);
        var second = (await reader.SendAsync("GET", first.Next!, null, To(owner))).Is(200, 1000);
        Assert.Equal("l2", second.Ids.Single());
        Assert.Null(second.Next);
    }

    [Fact]
    [Requirement("TRN-040", "TRN-039", "TRN-048")]
    public async Task Crawl_sees_every_object_once_while_objects_are_added_and_changed()
    {
        var owner = await FilledAsync(20);
        var reader = gateway.Emsp230;
        var seen = new List<string>();
        var added = 20;
        var url = reader.At("locations/SENDER", "?limit=3");
        while (url is not null)
        {
            var page = (await reader.SendAsync("GET", url, null, To(owner))).Is(200, 1000);
            seen.AddRange(page.Ids);
            url = page.Next;
            if (added < 24)
            {
                var changed = Location(owner, seen[0], string.Create(CultureInfo.InvariantCulture, $"2026-04-01T00:00:{added}Z"));
                (await owner.SendAsync("PUT", owner.Own("locations", seen[0]), changed.ToJsonString())).Is(200, 1000);
                (await owner.SendAsync("PUT", owner.Own("locations", $"l{added}"), Location(owner, $"l{added}").ToJsonString())).Is(201, 1000);
                added++;
            }
        }

        Assert.Equal(Enumerable.Range(0, 24).Select(i => $"l{i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Requirement("TRN-041", "TRN-045")]
    public async Task Plain_offsets_lead_through_the_list_as_well()
    {
        var owner = await FilledAsync(9);
        var seen = new List<string>();
        for (var offset = 0; ; offset += 4)
        {
            var page = (await gateway.Emsp221.SendAsync("GET", gateway.Emsp221.At("locations/SENDER", $"?limit=4&offset={offset}"), null, To(owner))).Is(200, 1000);
            seen.AddRange(page.Ids);
            if (page.Next is null)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"l{i}"), seen);
    }

    [Fact]
    [Requirement("TRN-028", "TRN-044", "TRN-045")]
    public async Task Every_list_is_paged()
    {
        foreach (var (reader, list) in ((PlainPartner, string)[])
            [
                (gateway.Emsp221, "locations"), (gateway.Emsp221, "tariffs"), (gateway.Emsp221, "sessions"), (gateway.Emsp221, "cdrs"), (gateway.Cpo221, "tokens"),
                (gateway.Emsp230, "locations"), (gateway.Emsp230, "tariffs"), (gateway.Emsp230, "sessions"), (gateway.Emsp230, "cdrs"), (gateway.Cpo230, "tokens"),
                (gateway.Emsp230, "tokens"), (gateway.Cpo230, "locations"),
            ])
        {
            var answer = (await reader.SendAsync("GET", reader.At($"{list}/SENDER", "?date_from=2020-01-01T00:00:00Z"))).Is(200, 1000);
            Assert.Equal(100, answer.Count("X-Limit"));
            Assert.True(answer.Count("X-Total-Count") >= answer.List.Count);
        }
    }

    private static (string, string)[] To(PlainPartner owner) =>
        [("OCPI-to-country-code", owner.Country), ("OCPI-to-party-id", owner.Party)];

    /// <summary>A new operator with Locations l0, l1 … that were updated one second after another.</summary>
    private async Task<PlainPartner> FilledAsync(int count)
    {
        var owner = await gateway.NewAsync("2.3.0", "CPO");
        for (var i = 0; i < count; i++)
        {
            var location = Location(owner, $"l{i}", string.Create(CultureInfo.InvariantCulture, $"2026-03-01T12:00:{i:00}Z"));
            (await owner.SendAsync("PUT", owner.Own("locations", $"l{i}"), location.ToJsonString())).Is(201, 1000);
        }

        return owner;
    }
}
