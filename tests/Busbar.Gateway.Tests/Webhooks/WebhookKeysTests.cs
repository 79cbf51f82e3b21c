using System.Buffers.Text;
using System.Text;
using Busbar.Admin.Webhooks;
using Busbar.Core.Webhooks;

namespace Busbar.Gateway.Tests.Webhooks;

public sealed class WebhookKeysTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Signature_is_the_one_of_the_published_example(string secret) => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        new WebhookKeys(secret).Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Now, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Fact]
    public void While_a_rotation_overlaps_both_secrets_sign_and_the_present_one_first()
    {
        var (former, present) = (WebhookSecret.New(), WebhookSecret.New());
        var keys = new WebhookKeys(present, former, Now.AddSeconds(10));
        Assert.Equal($"{new WebhookKeys(present).Sign("id", Now, "{}"u8)} {new WebhookKeys(former).Sign("id", Now, "{}"u8)}", keys.Sign("id", Now, "{}"u8));
        Assert.Equal(new WebhookKeys(present).Sign("id", Now.AddSeconds(10), "{}"u8), keys.Sign("id", Now.AddSeconds(10), "{}"u8));
    }

    [Fact]
    public void New_secret_is_Base64_of_as_many_random_bytes_as_the_standard_asks_for()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => WebhookSecret.New()).ToList();
        Assert.All(secrets, secret => Assert.StartsWith("whsec_", secret, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.True(Base64.IsValid(secret.AsSpan(6))));
        Assert.All(secrets, secret => Assert.InRange(WebhookSecret.Key(secret).Length, 24, 64));
        Assert.Equal(20, secrets.Distinct().Count());
    }

    [Fact]
    public void Wait_after_a_failure_grows_up_to_a_limit_and_is_spread()
    {
        var options = new WebhookOptions();
        Assert.Equal([1, 2, 4, 8, 256, 300, 300], ((int[])[1, 2, 3, 4, 9, 10, 1000]).Select(failures => options.BackOff(failures, null, 1).TotalSeconds));
        Assert.Equal(options.LongestBackOff * 0.75, options.BackOff(20, null, 0));
        Assert.Equal(TimeSpan.FromMinutes(7), options.BackOff(1, TimeSpan.FromMinutes(7), 0));
        Assert.Equal(options.LongestRetryAfter, options.BackOff(1, TimeSpan.FromDays(7), 0));
        Assert.Equal(options.FirstBackOff, options.BackOff(1, TimeSpan.Zero, 1));
        Assert.Equal(options.FirstBackOff, options.BackOff(1, TimeSpan.FromSeconds(-5), 1));
    }

    [Fact]
    public void Places_of_many_webhooks_are_written_down_more_seldom()
    {
        var options = new WebhookOptions();
        Assert.Equal(TimeSpan.FromSeconds(1), options.SaveAfter(1, sent: true));
        Assert.Equal(TimeSpan.FromSeconds(10), options.SaveAfter(20, sent: false));
        Assert.Equal(TimeSpan.FromSeconds(5), options.SaveAfter(100, sent: true));
    }
}
