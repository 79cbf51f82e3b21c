using System.Net;

namespace Busbar.Core.Limits;

/// <summary>Requests whose token is missing or not known. Guessing 256 random bits is hopeless; this keeps those who try, and partners with an old token, from taking the gateway's time.</summary>
public sealed class UnknownCallers(TimeProvider clock)
{
    /// <summary>How many one address may send in a minute before it is told to wait: more than a partner with an old token does by mistake.</summary>
    public const int PerMinute = 600;

    private readonly FailedAttempts _attempts = new(PerMinute, clock);
    private long _refused;

    /// <summary>How many were told to wait since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>One more. Null when it is told that its token is not known, and nothing else.</summary>
    public (TimeSpan Wait, bool IsFirst)? Take(IPAddress? address)
    {
        var count = _attempts.Failed(address);
        if (count <= PerMinute)
        {
            return null;
        }

        Interlocked.Increment(ref _refused);
        return (_attempts.WaitFor(address) ?? TimeSpan.Zero, count == PerMinute + 1);
    }
}
