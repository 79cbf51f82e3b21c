using System.Collections.Concurrent;
using System.Net;

namespace Busbar.Admin.Access;

/// <summary>Counts wrong operator keys per address, so that nobody guesses one: past the limit an address waits until its minute is over, right key or not.</summary>
public sealed class KeyAttempts(TimeProvider clock)
{
    /// <summary>Wrong keys that one address may send in a minute: more than a script with an old key does by mistake, far fewer than guessing takes.</summary>
    public const int PerMinute = 600;

    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Since, int Count)> _failures = [];

    /// <summary>How long the address has to wait; null when it may try.</summary>
    public TimeSpan? WaitFor(IPAddress? address)
    {
        if (address is null || !_failures.TryGetValue(address, out var seen) || seen.Count < PerMinute)
        {
            return null;
        }

        var left = seen.Since + Window - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>The address sent a wrong key.</summary>
    public void Failed(IPAddress? address)
    {
        if (address is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (_failures.Count >= MostAddresses)
        {
            Forget(now);
        }

        _failures.AddOrUpdate(address, (now, 1), (_, seen) => now - seen.Since >= Window ? (now, 1) : (seen.Since, seen.Count + 1));
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, seen) in _failures)
        {
            if (now - seen.Since >= Window)
            {
                _failures.TryRemove(address, out _);
            }
        }
    }
}
