namespace Busbar.Delivery.Push;

/// <summary>
/// Whether a partner is sent anything now. Closed: up to the partner's limit. Open: nothing until the back-off has passed. Half open: one request,
/// whose answer decides. The back-off doubles with each failure up to a limit, with jitter so that many partners do not come back in step.
/// </summary>
internal sealed class Circuit(PushOptions options, TimeProvider time, Random random)
{
    private bool _probing;
    private bool _asked;
    private DateTimeOffset _failedAt;

    /// <summary>Changes each time the circuit opens: answers to what was sent before say nothing new.</summary>
    public int Epoch { get; private set; }

    /// <summary>Attempts that failed in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>When the next attempt is due; null while closed.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>The wait that was chosen last.</summary>
    public TimeSpan BackOff { get; private set; }

    public bool IsClosed => RetryAt is null;

    /// <summary>How many more requests may start.</summary>
    public int Allows(int inFlight, int limit)
    {
        if (RetryAt is not { } at)
        {
            return Math.Max(0, limit - inFlight);
        }

        return inFlight == 0 && !_probing && time.GetUtcNow() >= at ? 1 : 0;
    }

    /// <summary>A request starts.</summary>
    public void Started() => _probing = !IsClosed;

    /// <summary>The partner answered: it is there.</summary>
    public void Succeeded()
    {
        _probing = false;
        RetryAt = null;
        Failures = 0;
        BackOff = TimeSpan.Zero;
    }

    /// <summary>What was started turned out to need no request: nothing was learnt.</summary>
    public void Skipped() => _probing = false;

    /// <summary>The partner did not answer, or not usefully.</summary>
    /// <param name="epoch">The epoch in which the request started.</param>
    /// <param name="wait">A wait that the partner asked for.</param>
    public void Failed(int epoch, TimeSpan? wait)
    {
        _probing = false;
        if (epoch != Epoch)
        {
            return;
        }

        Epoch++;
        Failures++;

        // A wait that is over already is no invitation to ask without end.
        _asked = wait >= options.FirstBackOff;
        BackOff = _asked ? Limit(wait!.Value, options.LongestRetryAfter) : Next();
        _failedAt = time.GetUtcNow();
        RetryAt = _failedAt + BackOff;
    }

    /// <summary>
    /// There is reason to believe that the partner is back: the next attempt is due now, or once the first wait is over. A partner that talks all the
    /// time while its receiver is down would otherwise be tried at the pace at which it talks. The wait that it asked for itself stands.
    /// </summary>
    public void Hurry()
    {
        if (RetryAt is { } at && !_asked)
        {
            var soonest = _failedAt + options.FirstBackOff;
            RetryAt = soonest < at ? soonest : at;
            Failures = 0;
        }
    }

    /// <summary>The link to the partner was changed (credentials, endpoints): whatever was waited for, the next attempt is due now.</summary>
    public void Renew()
    {
        if (RetryAt is not null)
        {
            RetryAt = time.GetUtcNow();
            Failures = 0;
        }
    }

    private TimeSpan Next()
    {
        var doubled = options.FirstBackOff * Math.Pow(2, Math.Min(Failures - 1, 30));
        var whole = Limit(doubled, options.LongestBackOff);
        return whole * (0.75 + (random.NextDouble() * 0.25));
    }

    private static TimeSpan Limit(TimeSpan value, TimeSpan longest) => value < TimeSpan.Zero ? TimeSpan.Zero : value > longest ? longest : value;
}
