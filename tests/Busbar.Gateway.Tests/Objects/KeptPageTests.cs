using System.Globalization;
using Busbar.Core.Agreements;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>Pages that are asked for again and again come from memory: they must say what the store says all the same.</summary>
public sealed class KeptPageTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        _emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        for (var i = 0; i < 5; i++)
        {
            await PutAsync(i, Monday);
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("?limit=3")]
    [InlineData("?limit=3&offset=1")]
    [InlineData("")]
    [Requirement("TRN-028", "TRN-037", "TRN-043", "TRN-045")]
    public async Task Repeated_page_is_the_same_byte_by_byte_with_its_headers(string query)
    {
        var first = await WarmAsync(query);
        var again = await _emsp.GetAsync("sender/locations" + query);

        Assert.Equal(first.Data.GetRawText(), again.Data.GetRawText());
        Assert.Equal(first.Next, again.Next);
        Assert.Equal(("5", "100"), (again.Header("X-Total-Count"), again.Header("X-Limit")));
        Assert.Equal(first.Data.GetRawText(), (await _emsp.GetAsync("sender/locations" + query)).Data.GetRawText());
    }

    [Fact]
    [Requirement("TRN-039")]
    public async Task Change_of_an_object_shows_on_its_page_with_the_answer_to_the_change()
    {
        await WarmAsync("?limit=3");
        for (var minute = 10; minute < 30; minute++)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"2026-06-02T00:{minute}:00Z");
            await PutAsync(1, time);
            for (var reading = 0; reading < 3; reading++)
            {
                var page = await _emsp.GetAsync("sender/locations?limit=3");
                Assert.Equal(time, page.Data[1].GetProperty("last_updated").GetString());
            }
        }
    }

    [Fact]
    [Requirement("TRN-045")]
    public async Task Total_and_link_follow_what_is_added_and_unpublished()
    {
        await WarmAsync("?limit=5");
        await PutAsync(5, Monday);
        var more = await WarmAsync("?limit=5");
        Assert.Equal("6", more.Header("X-Total-Count"));
        Assert.NotNull(more.Next);

        var hidden = Location("NL/CPO", Id(0), Thursday);
        hidden["publish"] = false;
        await _cpo.PutAsync("receiver/locations/NL/CPO/" + Id(0), hidden.ToJsonString());
        var fewer = await _emsp.GetAsync("sender/locations?limit=5");
        Assert.Equal("5", fewer.Header("X-Total-Count"));
        Assert.DoesNotContain(Id(0), fewer.Ids());
        Assert.Null(fewer.Next);
    }

    [Fact]
    public async Task Page_of_one_reader_is_not_shown_to_one_who_may_not_see_it()
    {
        var other = await _gateway.ConnectEmspAsync(OcpiVersion.V221, "FR/MSP");
        await WarmAsync("");
        Assert.Equal(5, (await other.GetAsync("sender/locations")).Ids().Count);
        Assert.Equal("0", (await _cpo.GetAsync("sender/locations")).Header("X-Total-Count"));

        foreach (var agreement in _gateway.Agreements.Current)
        {
            await _gateway.Agreements.DeleteAsync(agreement.Id, TestContext.Current.CancellationToken);
        }

        await _gateway.Agreements.SaveAsync(
            new Agreement { Id = Guid.NewGuid(), Since = _gateway.Clock.GetUtcNow().AddDays(-1), From = ObjectGateway.Party("NL/CPO"), To = ObjectGateway.Party("FR/MSP") },
            TestContext.Current.CancellationToken);
        Assert.Empty((await _emsp.GetAsync("sender/locations")).Ids());
        Assert.Equal(5, (await other.GetAsync("sender/locations")).Ids().Count);
    }

    [Fact]
    public async Task Reader_of_another_version_gets_the_page_in_its_own()
    {
        var newer = await _gateway.ConnectEmspAsync(OcpiVersion.V230, "FR/MSP");
        await WarmAsync("");
        for (var reading = 0; reading < 3; reading++)
        {
            Assert.Equal(5, (await newer.GetAsync("sender/locations")).Ids().Count);
        }

        Assert.Equal(5, (await _emsp.GetAsync("sender/locations")).Ids().Count);
    }

    [Fact]
    public async Task Repeated_page_is_recorded_like_any_other()
    {
        await WarmAsync("?limit=2");
        await _emsp.GetAsync("sender/locations?limit=2");
        List<Exchange> recorded;
        while ((recorded = [.. _gateway.Exchanges.All.Where(exchange => exchange.Url.EndsWith("limit=2", StringComparison.Ordinal))]).Count < 4)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.All(recorded, exchange => Assert.StartsWith("{\"data\":[{", exchange.ResponseBody, StringComparison.Ordinal));
        Assert.Single(recorded.Select(exchange => exchange.ResponseBody!.Length).Distinct());
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"LOC{number:000}");

    private async Task PutAsync(int number, string lastUpdated) =>
        Assert.Contains((await _cpo.PutAsync("receiver/locations/NL/CPO/" + Id(number), Location("NL/CPO", Id(number), lastUpdated).ToJsonString())).Http, (int[])[200, 201]);

    /// <summary>Asks until the page stands in memory.</summary>
    private async Task<Answer> WarmAsync(string query)
    {
        await _emsp.GetAsync("sender/locations" + query);
        await _emsp.GetAsync("sender/locations" + query);
        return await _emsp.GetAsync("sender/locations" + query);
    }
}
