using System.Net;
using Busbar.Core.Limits;

namespace Busbar.Admin.Access;

/// <summary>Counts wrong operator keys per address, so that nobody guesses one: past the limit an address waits until its minute is over, right key or not.</summary>
public sealed class KeyAttempts(TimeProvider clock)
{
    /// <summary>Wrong keys that one address may send in a minute: more than a script with an old key does by mistake, far fewer than guessing takes.</summary>
    public const int PerMinute = 600;

    private readonly FailedAttempts _attempts = new(PerMinute, clock);

    /// <summary>How long the address has to wait; null when it may try.</summary>
    public TimeSpan? WaitFor(IPAddress? address) => _attempts.WaitFor(address);

    /// <summary>The address sent a wrong key.</summary>
    public void Failed(IPAddress? address) => _attempts.Failed(address);
}
