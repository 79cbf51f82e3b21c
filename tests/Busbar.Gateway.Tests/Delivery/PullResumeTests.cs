using Busbar.Core.Delivery;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Pulls that are interrupted, lists that lie, and what is missing for a while.</summary>
public sealed class PullResumeTests
{
    [Fact]
    [Requirement("LOC-025")]
    public async Task Pull_that_died_goes_on_at_its_last_page_and_still_knows_what_was_listed()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [.. Enumerable.Range(10, 12).Select(i => Tariff($"T{i}"))];
        await rig.PullAsync(full: true);
        rig.Lists["tariffs"].RemoveAt(11);

        // Dies while the third page is on its way, without a word.
        using var death = new CancellationTokenSource();
        rig.Script = request =>
        {
            if (request.Path.Contains("offset=6", StringComparison.Ordinal))
            {
                death.Cancel();
            }

            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, true), death.Token));
        Assert.Equal((2, true), (rig.Pulls.Pages, Assert.Single(rig.Pulls.All).Running));
        var asked = rig.Partner.Requests.Count;

        rig.Script = _ => null;
        var pull = await rig.PullAsync(full: true);
        Assert.Equal([3, 6, 9], rig.Partner.Requests.Skip(asked).Select(request => OffsetOf(request.Path)));
        Assert.Equal((true, 11, 4, 1), (pull.Complete, pull.Objects, pull.Pages, pull.Removed));
        Assert.True(rig.Store.Get(Key(ModuleId.Tariffs, "T21"))!.Deleted);
        Assert.False(rig.Store.Get(Key(ModuleId.Tariffs, "T10"))!.Deleted);
        Assert.Contains(pull.Notes, note => note.Contains("page 2", StringComparison.Ordinal));
        Assert.Equal((0, 1), (rig.Pulls.Pages, Assert.Single(rig.Pulls.All).Resumed));
    }

    [Fact]
    public async Task Ordered_pull_that_the_schedule_brought_to_its_end_after_an_interruption_is_not_made_again()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [.. Enumerable.Range(10, 9).Select(i => Tariff($"T{i}"))];
        await rig.PullAsync(full: true);
        var begun = TimeProvider.System.GetUtcNow();
        rig.Script = request => OffsetOf(request.Path) == 6 ? new Reply(503, null) : null;
        Assert.False((await rig.PullAsync(full: true)).Complete);
        rig.Script = _ => null;
        await rig.PullAsync();

        var asked = rig.Partner.Requests.Count;
        var ordered = new PullRequest(rig.Connection.Id, true) { BegunAt = begun };
        var pull = Assert.Single((await rig.Pull.PullAsync(ordered, TestContext.Current.CancellationToken)).Modules);
        Assert.Equal((true, true, 9, asked), (pull.Complete, pull.Full, pull.Objects, rig.Partner.Requests.Count));
        Assert.Contains(pull.Notes, note => note.Contains("goes on at page", StringComparison.Ordinal));

        // One that began before it was ordered does not count.
        await rig.Pull.PullAsync(ordered with { BegunAt = TimeProvider.System.GetUtcNow() }, TestContext.Current.CancellationToken);
        Assert.True(rig.Partner.Requests.Count > asked);
    }

    [Fact]
    public async Task Pull_whose_page_is_not_to_be_had_any_more_begins_anew()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [.. Enumerable.Range(10, 9).Select(i => Tariff($"T{i}"))];
        rig.Script = request => OffsetOf(request.Path) == 6 ? new Reply(503, null) : null;
        Assert.False((await rig.PullAsync(full: true)).Complete);

        // What follows an expired cursor answers 400.
        rig.Script = request => OffsetOf(request.Path) == 6 && rig.Partner.Requests.Count(r => OffsetOf(r.Path) == 0) == 1 ? new Reply(400, 2001) : null;
        var pull = await rig.PullAsync(full: true);
        Assert.Equal((true, 9), (pull.Complete, pull.Objects));
    }

    [Theory]
    [InlineData(200, 3000)]
    [InlineData(403, 2001)]
    public async Task Pull_that_fails_on_its_first_page_says_so(int http, int ocpi)
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [Tariff("T1")];
        rig.Script = _ => new Reply(http, ocpi);
        var pull = await rig.PullAsync(full: true);
        Assert.False(pull.Complete);
        Assert.StartsWith("The pull ended at page 1:", pull.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_of_everything_does_not_go_on_with_one_of_changes()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Lists["tariffs"] = [.. Enumerable.Range(10, 9).Select(i => Tariff($"T{i}"))];
        await rig.PullAsync();
        rig.Script = request => OffsetOf(request.Path) == 3 ? new Reply(503, null) : null;
        Assert.False((await rig.PullAsync()).Complete);
        rig.Script = _ => null;
        var pull = await rig.PullAsync(full: true);
        Assert.Equal((true, true, 9), (pull.Complete, pull.Full, pull.Objects));
    }

    [Fact]
    public async Task List_that_runs_in_a_circle_ends_and_the_next_pull_begins_anew()
    {
        await using var rig = await PullRig.StartAsync(modules: ModuleId.Tariffs);
        rig.Script = request => new Reply(
            200, Data: $"[{Tariff($"T{OffsetOf(request.Path)}")}]", Link: new Uri(rig.Partner.Url, $"/s/tariffs?offset={(OffsetOf(request.Path) + 3) % 9}&limit=3").AbsoluteUri);
        var pull = await rig.PullAsync(full: true);
        Assert.False(pull.Complete);
        Assert.Equal(3, rig.Partner.Requests.Count);
        Assert.Null(Assert.Single(rig.Pulls.All).ResumeAt);
        Assert.Empty(rig.Ports.Settings);
    }

    [Fact]
    [Requirement("LOC-024")]
    public async Task Missing_location_is_removed_when_the_grace_period_is_over_and_a_second_list_lacks_it_too()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: ModuleId.Locations);
        rig.Lists["locations"] = [.. Enumerable.Range(10, 10).Select(i => Location($"L{i}"))];
        await rig.PullAsync();
        var (gone, back) = (rig.Lists["locations"][3], rig.Lists["locations"][4]);
        rig.Lists["locations"].Remove(gone);
        rig.Lists["locations"].Remove(back);

        var first = await rig.PullAsync(full: true);
        Assert.Equal(0, first.Removed);
        Assert.Contains(first.Notes, note => note.Contains("24 hours", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromHours(2));
        rig.Lists["locations"].Add(back);
        Assert.Equal((false, 0), await PulledAsync());

        // The grace period is over: the next pull asks for everything by itself.
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal((true, 1), await PulledAsync());
        Assert.True(rig.Store.Get(Key(ModuleId.Locations, "L13"))!.Deleted);
        Assert.False(rig.Store.Get(Key(ModuleId.Locations, "L14"))!.Deleted);
        Assert.Equal((false, 0), await PulledAsync());

        async Task<(bool, int)> PulledAsync()
        {
            var pull = await rig.PullAsync();
            return (pull.Full, pull.Removed);
        }
    }

    [Fact]
    [Requirement("LOC-004")]
    public async Task Every_module_is_pulled_at_its_own_interval()
    {
        var time = new ManualTime();
        await using var rig = await PullRig.StartAsync(time, modules: [ModuleId.Tariffs, ModuleId.Locations]);
        (rig.Lists["tariffs"], rig.Lists["locations"]) = ([Tariff("T1")], [Location("L1")]);
        await rig.SetAsync(profile => profile with { PullIntervals = profile.PullIntervals.With(ModuleId.Tariffs, TimeSpan.FromMinutes(30)).With(ModuleId.Locations, TimeSpan.FromDays(300)) });
        await rig.Schedule.StartAsync(TestContext.Current.CancellationToken);
        await Until(() =>
        {
            // Only while nothing is under way, or a request would be out of time.
            if (rig.Pulls.All is { Count: 2 } all && all.All(standing => standing.NextAt > time.GetUtcNow()))
            {
                time.Advance(TimeSpan.FromMinutes(1));
            }

            return rig.Partner.Requests.Count(request => request.Path.StartsWith("/s/tariffs", StringComparison.Ordinal)) >= 4;
        });
        await Until(() => rig.Pulls.All.All(standing => standing.NextAt is not null));
        await rig.Schedule.StopAsync(CancellationToken.None);
        Assert.Single(rig.Partner.Requests, request => request.Path.StartsWith("/s/locations", StringComparison.Ordinal));
    }

    private static int OffsetOf(string path) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new Uri("http://x"), path).Query).TryGetValue("offset", out var offset) ? int.Parse(offset!, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
