using Busbar.Core.Connections;
using Busbar.Core.Limits;
using Busbar.Gateway.Tests.Connections;
using Busbar.Gateway.Tests.Delivery;

namespace Busbar.Gateway.Tests.Limits;

public sealed class RequestLimitTests : IDisposable
{
    private static readonly RequestRate General = new(5, 3);

    private readonly ManualTime _time = new();
    private readonly ConnectionDirectory _directory;
    private readonly RequestLimits _limits;

    public RequestLimitTests()
    {
        _directory = new ConnectionDirectory(new MemoryConnections(_time), new MemoryParties());
        _limits = new RequestLimits(General, _directory, _time);
    }

    [Fact]
    public void A_burst_is_taken_at_once_and_then_what_the_rate_allows()
    {
        var partner = Partner();
        Assert.Equal(3, Taken(partner, 10));

        var refused = Assert.NotNull(_limits.Take(partner));
        Assert.Equal((General, TimeSpan.FromMilliseconds(200)), (refused.Rate, refused.Wait));

        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(TimeSpan.FromMilliseconds(1), _limits.Take(partner)!.Value.Wait);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Taken(partner, 10));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Taken(partner, 10));
    }

    [Fact]
    public void Who_asks_without_end_gets_through_at_its_rate_all_the_same()
    {
        var partner = Partner();
        Taken(partner, 3);
        var taken = 0;
        for (var millisecond = 0; millisecond < 10_000; millisecond++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            taken += Taken(partner, 2);
        }

        Assert.Equal(50, taken);
    }

    [Fact]
    public void Partners_do_not_feel_each_other()
    {
        var (loud, quiet) = (Partner(), Partner());
        Taken(loud, 1000);
        Assert.Equal(3, Taken(quiet, 3));
        Assert.Equal(default, _limits.RefusedOf(quiet.Id));
    }

    [Fact]
    public void The_profile_says_otherwise_from_the_next_request_on()
    {
        var partner = Partner(perSecond: 0.01m, burst: 2);
        Assert.Equal(2, Taken(partner, 10));
        Assert.Equal(TimeSpan.FromSeconds(100), _limits.Take(partner)!.Value.Wait);

        // What it owes under the old rate does not follow it.
        Assert.Equal(50, Taken(With(partner, perSecond: 50, burst: null), 60));
        Assert.Equal(7, Taken(With(partner, perSecond: null, burst: 7), 60));
        Assert.Equal(1000, Taken(With(partner, perSecond: 0, burst: null), 1000));
        Assert.Equal(3, Taken(With(partner, perSecond: null, burst: null), 60));
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(10, 10)]
    [InlineData(12.5, 13)]
    [InlineData(500, 500)]
    public void Without_a_burst_it_is_what_comes_in_a_second_and_ten_at_least(double perSecond, int burst) =>
        Assert.Equal(burst, _limits.RateOf(new PartnerProfile { ServedPerSecond = (decimal)perSecond })!.Value.Burst);

    [Fact]
    public void Without_a_limit_nothing_is_counted()
    {
        var limits = new RequestLimits(null, _directory, _time);
        var partner = Partner();
        Assert.Null(limits.RateOf(partner.Profile));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(limits.Take(partner)));
        Assert.Null(limits.RateOf(new PartnerProfile { ServedBurst = 5 }));
        Assert.Empty(limits.AllRefused);
    }

    [Fact]
    public void Refusals_are_counted_for_an_hour_and_the_first_in_a_minute_stands_for_the_others()
    {
        var partner = Partner();
        Taken(partner, 3);
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => _limits.Take(partner)!.Value.IsFirstInMinute));
        var first = _time.GetUtcNow();
        Assert.Equal(new RefusedCount(3, 3, first), _limits.RefusedOf(partner.Id));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, 5 - Taken(partner, 5));
        Assert.Equal(5, _limits.RefusedOf(partner.Id).LastHour);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(new RefusedCount(5, 2, first + TimeSpan.FromMinutes(1)), _limits.RefusedOf(partner.Id));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _limits.RefusedOf(partner.Id).LastHour);
        Assert.Equal((partner.Id, 5L), Assert.Single(_limits.AllRefused.Select(entry => (entry.Connection, entry.Refused.Total))));
    }

    [Fact]
    public async Task What_was_counted_of_a_partner_goes_with_it()
    {
        var partner = Partner();
        await _directory.ChangeAsync(_ => new ConnectionChange(partner, TokenChanges.None), TestContext.Current.CancellationToken);
        Taken(partner, 10);
        Assert.Single(_limits.AllRefused);

        await _directory.RemoveAsync(partner.Id, TestContext.Current.CancellationToken);
        Assert.Empty(_limits.AllRefused);
    }

    [Fact]
    public async Task Many_threads_together_are_taken_no_more()
    {
        var partner = Partner(perSecond: 1, burst: 1000);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Taken(partner, 1000))));
        Assert.Equal(1000, taken.Sum());
    }

    [Fact]
    public void Taking_a_request_allocates_nothing()
    {
        var partner = Partner(perSecond: 1000, burst: 10_000);
        Taken(partner, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = Taken(partner, 1000);
        Assert.Equal((1000, before), (taken, GC.GetAllocatedBytesForCurrentThread()));
    }

    public void Dispose() => _directory.Dispose();

    private int Taken(Connection partner, int asked)
    {
        var taken = 0;
        for (var i = 0; i < asked; i++)
        {
            taken += _limits.Take(partner) is null ? 1 : 0;
        }

        return taken;
    }

    private Connection Partner(decimal? perSecond = null, int? burst = null) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Partner",
        State = ConnectionState.Connected,
        CreatedAt = _time.GetUtcNow(),
        Profile = new PartnerProfile { ServedPerSecond = perSecond, ServedBurst = burst },
    };

    private static Connection With(Connection partner, decimal? perSecond, int? burst) =>
        partner with { Profile = new PartnerProfile { ServedPerSecond = perSecond, ServedBurst = burst } };
}
