using Busbar.Core.Connections;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What a partner's profile changes in the requests that it gets.</summary>
public sealed class HabitTests
{
    [Fact]
    public async Task Pushed_object_has_the_urls_headers_and_form_that_the_partner_likes()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with
        {
            Profile = c.Profile with { TrailingSlash = true, RoutingHeaders = false, LowerCaseHeaders = true, Dates = DateForm.Offset },
        });
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);

        var put = partner.Requests[^1];
        Assert.Equal("PUT /r/locations/NL/CPO/L1/", put.ToString());
        Assert.EndsWith("+00:00", put.Json.GetProperty("last_updated").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(put.Headers.Keys, name => name.StartsWith("OCPI-", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(put.Headers.Keys, name => name == "x-correlation-id");
    }

    [Fact]
    public async Task Headers_stand_in_the_spelling_of_the_standard_unless_the_profile_says_otherwise()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);

        Assert.Contains(partner.Requests[^1].Headers.Keys, name => name == "X-Correlation-ID");
        Assert.Contains(partner.Requests[^1].Headers.Keys, name => name == "OCPI-from-party-id");
    }

    [Fact]
    public async Task Partner_that_cannot_be_asked_since_a_moment_is_asked_for_everything()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Locations);
        rig.Lists["locations"] = [];
        await rig.PullAsync();
        await rig.SetAsync(profile => profile with { DateFilter = DateFilter.None });
        await rig.PullAsync();
        await rig.SetAsync(profile => profile with { DateFilter = DateFilter.Days });
        await rig.PullAsync();

        Assert.DoesNotContain("date_from", rig.Partner.Requests[^2].Path, StringComparison.Ordinal);
        Assert.Contains("T00:00:00Z", Uri.UnescapeDataString(rig.Partner.Requests[^1].Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Pace_lets_a_burst_go_and_then_holds_the_rate()
    {
        var time = new ManualTime();
        var pace = new RequestPace(2, 3, time);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(Turn(pace).IsCompletedSuccessfully));
        var fourth = Turn(pace);
        Assert.False(fourth.IsCompleted);
        Assert.True(Turn(pace, urgent: true).IsCompletedSuccessfully);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(fourth.IsCompleted);
    }

    [Fact]
    public void Partner_that_asks_for_patience_gets_it_from_everyone_but_the_urgent()
    {
        var time = new ManualTime();
        var pace = new RequestPace(null, 1, time);
        Assert.True(Turn(pace).IsCompletedSuccessfully);
        pace.Hold(TimeSpan.FromSeconds(30));

        var next = Turn(pace);
        Assert.False(next.IsCompleted);
        Assert.True(Turn(pace, urgent: true).IsCompletedSuccessfully);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(next.IsCompleted);
    }

    private static Task Turn(RequestPace pace, bool urgent = false) => pace.WaitAsync(urgent, TestContext.Current.CancellationToken).AsTask();
}
