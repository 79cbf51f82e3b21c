using System.Collections.Concurrent;
using Busbar.Core.Connections;

namespace Busbar.Core.Limits;

/// <summary>
/// How fast each partner's requests are taken by this process, and how many were refused. Partners share nothing here: one that asks without end is refused and costs the
/// others nothing. What a profile says counts from the partner's next request on; a partner without a limit costs no more than looking at its profile.
/// </summary>
public sealed class RequestLimits
{
    private readonly RequestRate? _general;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Guid, Partner> _partners = [];

    /// <param name="general">What holds for partners whose profile says nothing; null for no limit.</param>
    /// <param name="directory">Whom there is.</param>
    /// <param name="clock">The clock.</param>
    public RequestLimits(RequestRate? general, ConnectionDirectory directory, TimeProvider clock)
    {
        (_general, _clock) = (general, clock);
        directory.Changed += Forget;
    }

    /// <summary>What holds for a partner; null for no limit.</summary>
    public RequestRate? RateOf(PartnerProfile profile) => (profile.ServedPerSecond, profile.ServedBurst) switch
    {
        (null, null) => _general,
        (null, { } burst) => _general is { } general ? general with { Burst = burst } : null,
        (0m, _) => null,
        ({ } perSecond, var burst) => RequestRate.Of(perSecond, burst),
    };

    /// <summary>A partner asks. Null when its request is taken.</summary>
    public RefusedRequest? Take(Connection connection)
    {
        if (RateOf(connection.Profile) is not { } rate)
        {
            return null;
        }

        var partner = _partners.GetOrAdd(connection.Id, static (_, clock) => new Partner(clock), _clock);
        return partner.Bucket.Take(rate) is { } wait ? new RefusedRequest(rate, wait, partner.Refused.Add()) : null;
    }

    public RefusedCount RefusedOf(Guid connection) => _partners.TryGetValue(connection, out var partner) ? partner.Refused.Read() : default;

    /// <summary>Everyone who has been refused something.</summary>
    public IEnumerable<(Guid Connection, RefusedCount Refused)> AllRefused =>
        _partners.Select(entry => (entry.Key, Refused: entry.Value.Refused.Read())).Where(entry => entry.Refused.Total > 0);

    private void Forget(ConnectionSnapshot connections)
    {
        foreach (var (connection, _) in _partners)
        {
            if (connections.Find(connection) is null)
            {
                _partners.TryRemove(connection, out _);
            }
        }
    }

    private sealed class Partner(TimeProvider clock)
    {
        public PartnerBucket Bucket { get; } = new(clock);

        public RefusedRequests Refused { get; } = new(clock);
    }
}

/// <summary>A request that came too soon.</summary>
/// <param name="Rate">What it is held to.</param>
/// <param name="Wait">When one will be taken again.</param>
/// <param name="IsFirstInMinute">Whether it is the first refused in this minute, and stands for those that follow.</param>
public readonly record struct RefusedRequest(RequestRate Rate, TimeSpan Wait, bool IsFirstInMinute);
