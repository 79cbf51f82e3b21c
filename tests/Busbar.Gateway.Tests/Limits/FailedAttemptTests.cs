using System.Net;
using Busbar.Core.Limits;
using Busbar.Gateway.Tests.Delivery;

namespace Busbar.Gateway.Tests.Limits;

public sealed class FailedAttemptTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void What_one_subscriber_has_counts_as_one_address(string first, string second, bool same)
    {
        var attempts = new FailedAttempts(1, _time);
        attempts.Failed(IPAddress.Parse(first));
        Assert.NotNull(attempts.WaitFor(IPAddress.Parse(first)));
        Assert.Equal(same, attempts.WaitFor(IPAddress.Parse(second)) is not null);
    }

    [Fact]
    public void However_many_addresses_there_are_no_more_than_some_are_remembered()
    {
        var attempts = new FailedAttempts(1, _time);
        for (var number = 0; number < FailedAttempts.MostAddresses * 3; number++)
        {
            attempts.Failed(new IPAddress((uint)number));
        }

        var waiting = Enumerable.Range(0, FailedAttempts.MostAddresses * 3).Count(number => attempts.WaitFor(new IPAddress((uint)number)) is not null);
        Assert.InRange(waiting, 1, FailedAttempts.MostAddresses);
    }

    [Fact]
    public void Nobody_is_blamed_for_what_comes_from_nowhere()
    {
        var attempts = new FailedAttempts(1, _time);
        Assert.Equal([0, 0], [attempts.Failed(null), attempts.Failed(null)]);
        Assert.Null(attempts.WaitFor(null));
    }

    [Fact]
    public void Unknown_callers_of_one_address_are_told_to_wait_until_the_minute_is_over()
    {
        var unknown = new UnknownCallers(_time);
        var (address, other) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8"));
        Assert.All(Enumerable.Range(0, UnknownCallers.PerMinute), _ => Assert.Null(unknown.Take(address)));

        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((TimeSpan.FromSeconds(40), true), unknown.Take(address));
        Assert.Equal((TimeSpan.FromSeconds(40), false), unknown.Take(address));
        Assert.Null(unknown.Take(other));
        Assert.Equal(2, unknown.Refused);

        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(unknown.Take(address));
    }
}
