using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

public sealed class PageTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync(maxPageSize: 10);
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        _emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("LOC-014", "LOC-019", "LOC-015", "TRN-028", "TRN-029", "TRN-030", "TRN-037", "TRN-041", "TRN-043", "TRN-044", "TRN-045", "TRN-072")]
    public async Task List_is_crawled_by_its_links_to_the_last_object()
    {
        await PutAsync(25);
        var seen = new List<string>();
        var page = await _emsp.GetAsync("sender/locations?limit=4");
        Assert.Equal((200, 1000), (page.Http, page.Status));
        while (true)
        {
            Assert.Equal("25", page.Header("X-Total-Count"));
            Assert.Equal("10", page.Header("X-Limit"));
            seen.AddRange(page.Ids());
            if (page.Next is not { } next)
            {
                break;
            }

            Assert.Contains("limit=4", next.Query, StringComparison.Ordinal);
            Assert.Contains($"offset={seen.Count}", next.Query, StringComparison.Ordinal);
            page = await _emsp.GetAsync(next.AbsoluteUri);
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(Id), seen);
    }

    [Fact]
    [Requirement("TRN-029", "TRN-037", "TRN-039", "TRN-040")]
    public async Task Offset_and_limit_are_honoured_and_updates_do_not_move_objects()
    {
        await PutAsync(8);
        await _cpo.PutAsync($"receiver/locations/NL/CPO/{Id(2)}", Location("NL/CPO", Id(2), Thursday).ToJsonString());
        var page = await _emsp.GetAsync("sender/locations?offset=2&limit=3");
        Assert.Equal([Id(2), Id(3), Id(4)], page.Ids());
        Assert.Equal([Id(5), Id(6), Id(7)], (await _emsp.GetAsync("sender/locations?offset=5&limit=3")).Ids());
        Assert.Equal(page.Data.GetRawText(), (await _emsp.GetAsync("sender/locations?offset=2&limit=3")).Data.GetRawText());
    }

    [Fact]
    [Requirement("TRN-047")]
    public async Task Limit_above_the_maximum_gives_the_maximum()
    {
        await PutAsync(12);
        var page = await _emsp.GetAsync("sender/locations?limit=10000000");
        Assert.Equal(10, page.Ids().Count);
        Assert.Equal("10", page.Header("X-Limit"));
        Assert.NotNull(page.Next);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=all")]
    [InlineData("offset=-5")]
    [InlineData("date_from=yesterday")]
    [InlineData("cursor=elsewhere")]
    public async Task Parameter_that_means_nothing_is_answered_2001(string query)
    {
        var answer = await _emsp.GetAsync("sender/locations?" + query);
        Assert.Equal((200, 2001), (answer.Http, answer.Status));
    }

    [Theory]
    [InlineData("offset=3")]
    [InlineData("offset=10000000")]
    [InlineData("offset=99999999999999999999")]
    public async Task Page_beyond_the_end_is_an_empty_list(string query)
    {
        await PutAsync(3);
        var page = await _emsp.GetAsync("sender/locations?" + query);
        Assert.Equal((200, 1000, 0), (page.Http, page.Status, page.Ids().Count));
        Assert.Equal("3", page.Header("X-Total-Count"));
        Assert.Null(page.Next);
    }

    [Fact]
    [Requirement("LOC-014", "TRN-072", "TRN-044")]
    public async Task Nothing_to_show_is_an_empty_list_with_a_total_of_zero()
    {
        var page = await _emsp.GetAsync("sender/tariffs");
        Assert.Equal(0, page.Data.GetArrayLength());
        Assert.Equal("0", page.Header("X-Total-Count"));
    }

    [Theory]
    [InlineData("date_from=" + Tuesday, new[] { Tuesday, Wednesday })]
    [InlineData("date_to=" + Tuesday, new[] { Monday })]
    [InlineData("date_from=" + Tuesday + "&date_to=" + Wednesday, new[] { Tuesday })]
    [InlineData("date_from=2026-06-02T10:00:00%2B02:00", new[] { Tuesday, Wednesday })]
    [InlineData("date_from=2026-06-02T08:00:00", new[] { Tuesday, Wednesday })]
    [InlineData("date_from=" + Wednesday + "&date_to=" + Tuesday, new string[0])]
    [Requirement("LOC-016", "LOC-017", "TRN-031", "TRN-033", "TRN-034", "TYP-005")]
    public async Task Dates_select_from_inclusive_to_exclusive(string query, string[] expected)
    {
        foreach (var (time, i) in new[] { Monday, Tuesday, Wednesday }.Select((t, i) => (t, i)))
        {
            await _cpo.PutAsync($"receiver/locations/NL/CPO/{Id(i)}", Location("NL/CPO", Id(i), time).ToJsonString());
        }

        var page = await _emsp.GetAsync("sender/locations?" + query);
        Assert.Equal(expected, page.Ids("last_updated"));
        Assert.Equal(expected.Length.ToString(CultureInfo.InvariantCulture), page.Header("X-Total-Count"));
    }

    [Fact]
    [Requirement("TRN-042")]
    public async Task Link_repeats_the_filters()
    {
        await PutAsync(5, Tuesday);
        await _cpo.PutAsync("receiver/locations/NL/CPO/OLD", Location("NL/CPO", "OLD").ToJsonString());
        var page = await _emsp.GetAsync($"sender/locations?limit=2&date_from={Tuesday}&date_to={Wednesday}");
        Assert.Contains("date_from=", page.Next!.Query, StringComparison.Ordinal);
        Assert.Contains("date_to=", page.Next!.Query, StringComparison.Ordinal);
        var last = await _emsp.GetAsync((await _emsp.GetAsync(page.Next!.AbsoluteUri)).Next!.AbsoluteUri);
        Assert.Equal([Id(4)], last.Ids());
        Assert.Null(last.Next);
    }

    [Fact]
    [Requirement("LOC-020", "LOC-021", "LOC-023")]
    public async Task Date_filter_finds_a_location_by_its_newest_part_and_returns_it_whole()
    {
        // The parent's own time lags behind its connector's: the owner forgot to move it.
        await _cpo.PutAsync("receiver/locations/NL/CPO/L", Location("NL/CPO", "L", Monday, Evse("E1"), Evse("E2", connectors: [Connector("1", Wednesday)])).ToJsonString());
        var page = await _emsp.GetAsync($"sender/locations?date_from={Tuesday}");
        Assert.Equal(2, page.Data[0].GetProperty("evses").GetArrayLength());
    }

    [Fact]
    public async Task Objects_that_arrive_and_change_during_a_crawl_neither_repeat_nor_disappear()
    {
        await PutAsync(9);
        var first = await _emsp.GetAsync("sender/locations?limit=4");
        await _cpo.PutAsync($"receiver/locations/NL/CPO/{Id(0)}", Location("NL/CPO", Id(0), Thursday).ToJsonString());
        await _cpo.PutAsync($"receiver/locations/NL/CPO/{Id(9)}", Location("NL/CPO", Id(9), Thursday).ToJsonString());
        var seen = first.Ids().ToList();
        for (var next = first.Next; next is not null;)
        {
            var page = await _emsp.GetAsync(next.AbsoluteUri);
            seen.AddRange(page.Ids());
            next = page.Next;
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(Id), seen);
    }

    [Fact]
    [Requirement("LOC-027", "LOC-028", "LOC-029", "LOC-030", "STA-004")]
    public async Task Single_objects_are_read_by_id_from_the_sender_side()
    {
        await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", Location("NL/CPO", "LOC1", Monday, Evse("E1")).ToJsonString());
        Assert.Equal("LOC1", (await _emsp.GetAsync("sender/locations/LOC1")).Data.GetProperty("id").GetString());
        Assert.Equal("E1", (await _emsp.GetAsync("sender/locations/loc1/e1")).Data.GetProperty("uid").GetString());
        Assert.Equal("1", (await _emsp.GetAsync("sender/locations/LOC1/E1/1")).Data.GetProperty("id").GetString());
        foreach (var unknown in new[] { "LOC9", "LOC1/E9", "LOC1/E1/9" })
        {
            var answer = await _emsp.GetAsync("sender/locations/" + unknown);
            Assert.Equal((404, 2003), (answer.Http, answer.Status));
        }
    }

    [Fact]
    public async Task Id_that_two_owners_use_needs_the_owner_in_the_headers()
    {
        var other = await _gateway.ConnectCpoAsync(OcpiVersion.V221, "BE/OTH");
        await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", Location("NL/CPO", "LOC1").ToJsonString());
        await other.PutAsync("receiver/locations/BE/OTH/LOC1", Location("BE/OTH", "LOC1").ToJsonString());
        Assert.Equal(2001, (await _emsp.GetAsync("sender/locations/LOC1")).Status);
        var named = await _emsp.GetAsync("sender/locations/LOC1", ("OCPI-to-country-code", "BE"), ("OCPI-to-party-id", "OTH"));
        Assert.Equal("OTH", named.Data.GetProperty("party_id").GetString());
    }

    [Fact]
    [Requirement("RTE-009", "RTE-030", "RTE-031", "RTE-032", "RTE-040")]
    public async Task Routing_headers_choose_whose_objects_are_listed_and_say_who_answered()
    {
        var other = await _gateway.ConnectCpoAsync(OcpiVersion.V221, "BE/OTH");
        await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", Location("NL/CPO", "LOC1").ToJsonString());
        await other.PutAsync("receiver/locations/BE/OTH/LOC2", Location("BE/OTH", "LOC2").ToJsonString());

        var one = await _emsp.GetAsync("sender/locations", To("BE", "OTH"));
        Assert.Equal(["LOC2"], one.Ids());
        Assert.Equal("1", one.Header("X-Total-Count"));
        Assert.Equal("OTH", one.Header("OCPI-from-party-id"));

        var all = await _emsp.GetAsync("sender/locations", To("XX", "BBR"));
        Assert.Equal(["LOC1", "LOC2"], all.Ids());
        Assert.Equal("BBR", all.Header("OCPI-from-party-id"));

        var open = await _emsp.GetAsync("sender/locations/LOC2", ("OCPI-from-country-code", "DE"), ("OCPI-from-party-id", "MSP"));
        Assert.Equal(("OTH", "MSP"), (open.Header("OCPI-from-party-id"), open.Header("OCPI-to-party-id")));

        var unknown = await _emsp.GetAsync("sender/locations", To("ZZ", "ZZZ"));
        Assert.Equal((200, 4001), (unknown.Http, unknown.Status));
    }

    [Fact]
    public async Task Party_in_the_from_headers_that_the_caller_does_not_host_is_refused()
    {
        var answer = await _emsp.GetAsync("sender/locations", ("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "CPO"));
        Assert.Equal((200, 2001), (answer.Http, answer.Status));
    }

    [Fact]
    [Requirement("TRN-074", "STA-007")]
    public async Task Sender_lists_have_no_other_method()
    {
        foreach (var module in new[] { "locations", "tariffs", "tokens", "sessions", "cdrs" })
        {
            foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE" })
            {
                var answer = await _emsp.SendAsync(method, "sender/" + module, "{}");
                Assert.Equal(405, answer.Http);
                Assert.Equal(2, answer.Status / 1000);
            }
        }
    }

    private static (string, string)[] To(string country, string party) => [("OCPI-to-country-code", country), ("OCPI-to-party-id", party)];

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"LOC{i:000}");

    private async Task PutAsync(int count, string lastUpdated = Monday)
    {
        for (var i = 0; i < count; i++)
        {
            var answer = await _cpo.PutAsync($"receiver/locations/NL/CPO/{Id(i)}", Location("NL/CPO", Id(i), lastUpdated).ToJsonString());
            Assert.Equal(201, answer.Http);
        }
    }
}
