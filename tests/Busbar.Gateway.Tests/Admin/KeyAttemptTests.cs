using System.Net;
using Busbar.Admin.Access;
using Busbar.Gateway.Tests.Delivery;

namespace Busbar.Gateway.Tests.Admin;

public sealed class KeyAttemptTests
{
    [Fact]
    public void An_address_that_guesses_waits_until_its_minute_is_over_and_others_do_not()
    {
        var time = new ManualTime();
        var attempts = new KeyAttempts(time);
        var guesser = IPAddress.Parse("192.0.2.7");
        for (var attempt = 1; attempt <= KeyAttempts.PerMinute; attempt++)
        {
            Assert.Null(attempts.WaitFor(guesser));
            attempts.Failed(guesser);
        }

        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), attempts.WaitFor(guesser));
        Assert.Null(attempts.WaitFor(IPAddress.Parse("192.0.2.8")));

        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(attempts.WaitFor(guesser));
        attempts.Failed(guesser);
        Assert.Null(attempts.WaitFor(guesser));
    }
}
