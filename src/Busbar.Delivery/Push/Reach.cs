using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Delivery.Push;

/// <summary>
/// Keeps what a partner was shown in line with what it may see. What it may see and was not shown is loaded; what it was shown and may not see any more is taken
/// back. Which of the two, follows from the grants alone, before and after; the objects are found by walking over the store, beside the change log.
/// </summary>
internal sealed class Reach(PumpServices services, Guid connection, PendingWindow window)
{
    private readonly HashSet<ObjectKey> _broughtForward = [];
    private DeliveryReach _reach = new();
    private IReadOnlyList<ModuleGrant> _lost = [];
    private Walk? _load;
    private Walk? _withdrawal;
    private Walk? _missed;
    private bool _uncertain;

    /// <summary>What the partner may see.</summary>
    public PartnerView View { get; private set; } = null!;

    /// <summary>As it stands now, for those who send.</summary>
    public Outlook Outlook { get; private set; } = null!;

    /// <summary>How far the load has got; null when there is none.</summary>
    public SweepPosition? Position => _load?.Position;

    public bool IsWalking => _load is not null || _withdrawal is not null || _missed is not null;

    public bool IsLoading => _load is not null;

    /// <summary>What changed after this has yet to be found, because the log is not there any more; null when nothing is missed.</summary>
    public long? MissedSince { get; private set; }

    /// <summary>Begins, or goes on where a process stopped. <see cref="CompareAsync"/> has to follow.</summary>
    /// <returns>The cursor, saved.</returns>
    public async Task<DeliveryCursor> OpenAsync(Connection partner, long last, CancellationToken cancellation)
    {
        View = await services.Views.OfAsync(partner, cancellation);
        var saved = await services.Cursors.FindAsync(connection, cancellation);
        var known = saved is null ? null : await services.Cursors.FindReachAsync(connection, cancellation);
        if (saved is null)
        {
            // A new partner: everything it may see, and beside that whatever changes from now on.
            saved = new DeliveryCursor(last, Walk.Beginning, View.Mark);
            await services.Cursors.SaveAsync(connection, saved, cancellation);
            known = new DeliveryReach { Loading = View.Grants, Known = View.Grants };
        }
        else
        {
            _uncertain = saved.Sweep is not null;
            var place = (known is null && saved.View != View.Mark) || IsOther(known?.Version) ? null : saved.Sweep;
            known ??= Earlier(saved);
            if (place != saved.Sweep)
            {
                // A place in a walk over something else.
                saved = saved with { Sweep = place };
                await services.Cursors.SaveAsync(connection, saved, cancellation);
            }
        }

        _reach = IsOther(known.Version) ? known with { Settled = [], Loading = [] } : known;
        if (_reach.Loading.Count > 0)
        {
            _load = new Walk(View.With(_reach.Loading), saved.Sweep, Walk.Giving);
        }

        Look();
        return saved;
    }

    /// <summary>
    /// The log after a sequence is not there any more. What changed in it is found in the store, where every object tells of its newest change; also what was removed or
    /// is not published any more, because the partner may have been shown it. Until all of it is told the cursor has to stay before it: who stops in between finds it again.
    /// </summary>
    public void Miss(long since)
    {
        MissedSince = MissedSince < since ? MissedSince : since;
        _missed = new Walk(
            View.With(_reach.Known.Select(known => known with { Grant = known.Grant with { Unpublished = true } })), null, Walk.Giving, MissedSince);
    }

    /// <summary>Looks anew what the partner may see. The cursor has to be saved and <see cref="CompareAsync"/> to follow.</summary>
    public async Task LookAgainAsync(Connection partner, CancellationToken cancellation)
    {
        View = await services.Views.OfAsync(partner, cancellation);
        if (IsOther(_reach.Version))
        {
            (_reach, _load) = (_reach with { Settled = [], Loading = [] }, null);
        }
    }

    /// <summary>Takes more objects into the window where a walk's last page is settled.</summary>
    /// <param name="catchingUp">Whether what is walked over may have been sent by a process before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether a load ended: the cursor has to be saved and <see cref="CompareAsync"/> to follow.</returns>
    public async Task<bool> WalkAsync(bool catchingUp, CancellationToken cancellation)
    {
        while (_withdrawal is not null && window.Withdrawing == 0)
        {
            if (!await StepAsync(_withdrawal, withdrawing: true, services.Options.SweepPage, uncertain: false, cancellation))
            {
                (_withdrawal, _lost) = (null, []);
                await SaveAsync(_reach with { Known = [.. View.Grants, .. _reach.Known.Where(grant => !View.CanTell(grant.Module)).Except(View.Grants)] }, cancellation);
            }
        }

        while (_missed is not null && window.Returning == 0)
        {
            var keys = await ReadAsync(_missed, services.Options.SweepPage, cancellation);
            foreach (var key in keys)
            {
                window.AddReturned(key, services.Time.GetUtcNow()).Uncertain = true;
            }

            if (keys.Count == 0)
            {
                (_missed, MissedSince) = (null, null);
            }
        }

        while (_load is not null && window.Loading == 0)
        {
            var more = await StepAsync(_load, withdrawing: false, LoadPage, _uncertain || catchingUp, cancellation);
            if (more)
            {
                Look();
            }
            else
            {
                (_load, _uncertain) = (null, false);
                _broughtForward.Clear();
                await SaveAsync(_reach with { Settled = [.. _reach.Settled.Union(_reach.Loading)], Loading = [] }, cancellation);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the partner may lack an object that another one refers to, and nobody has seen to that yet.</summary>
    public bool ShouldBringForward(ObjectKey key) => _load?.MayBring(key.Module) == true && View.MaySee(key) && _broughtForward.Add(key);

    /// <summary>A slow load takes small steps, so that it does not lose much when it is interrupted.</summary>
    private int LoadPage => View.Connection.Profile.LoadRate is { } rate
        ? (int)Math.Clamp(rate * 10, 1, services.Options.SweepPage)
        : services.Options.SweepPage;

    private async Task<IReadOnlyList<ObjectKey>> ReadAsync(Walk walk, int limit, CancellationToken cancellation)
    {
        await services.WalkPlaces.WaitAsync(cancellation);
        try
        {
            return await walk.NextAsync(services.Store, limit, cancellation);
        }
        finally
        {
            services.WalkPlaces.Release();
        }
    }

    private async Task<bool> StepAsync(Walk walk, bool withdrawing, int limit, bool uncertain, CancellationToken cancellation)
    {
        var keys = await ReadAsync(walk, limit, cancellation);
        var now = services.Time.GetUtcNow();
        foreach (var key in keys)
        {
            if (!withdrawing && _broughtForward.Contains(key) && !window.Has(key))
            {
                continue; // told before its turn: once more, it would only hold up what refers to it
            }

            window.AddWalked(key, now, withdrawing).Uncertain |= uncertain;
        }

        return keys.Count > 0;
    }

    /// <summary>
    /// Finds what is to be loaded and what is to be taken back. Written down first: after an interruption the same is found again. A load that begins here must not
    /// find the place of an earlier one in the saved cursor.
    /// </summary>
    public async Task CompareAsync(CancellationToken cancellation)
    {
        var now = View.Grants;
        var visible = now.ToHashSet();
        var next = _reach with
        {
            Settled = [.. _reach.Settled.Intersect(now)],
            Loading = [.. _reach.Loading.Intersect(now)],
            Known = [.. _reach.Known.Where(grant => visible.Contains(grant) || Withdrawals.Concern(grant.Module)).Union(now)],
            Version = View.Connection.Version,
        };
        var lost = next.Known.Except(now).Where(grant => View.CanTell(grant.Module)).ToList();
        var gained = _load is null ? now.Except(next.Settled).ToList() : [];
        var changes = !Same(lost, _lost);

        // Who was never told that anything is gone gets everything with its owner's own time.
        if ((changes && lost.Count > 0) || (gained.Count > 0 && _reach.ChangedAt is not null))
        {
            next = next with { ChangedAt = services.Time.GetUtcNow() };
        }

        if (gained.Count > 0)
        {
            next = next with { Loading = gained };
        }

        await SaveAsync(next, cancellation);
        if (gained.Count > 0 || changes)
        {
            window.Outdate();
        }

        if (gained.Count > 0)
        {
            _load = new Walk(View.With(gained), null, Walk.Giving);
            _broughtForward.Clear(); // what it was told before, in another version for example, does not count
        }

        if (changes)
        {
            (_lost, _withdrawal) = (lost, lost.Count == 0 ? null : new Walk(View.With(lost), null, Walk.TakingBack));
        }

        Look();
    }

    private async Task SaveAsync(DeliveryReach next, CancellationToken cancellation)
    {
        if (next.Version != _reach.Version || next.ChangedAt != _reach.ChangedAt || !Same(next.Settled, _reach.Settled)
            || !Same(next.Loading, _reach.Loading) || !Same(next.Known, _reach.Known))
        {
            await services.Cursors.SaveReachAsync(connection, next, cancellation);
        }

        _reach = next;
        Look();
    }

    private void Look() => Outlook = new Outlook(
        View, View.With(_reach.Known), _load is { } load ? new LoadStage(View.With(_reach.Settled), load.Position) : null, _reach.ChangedAt);

    /// <summary>What can be told of a partner that was served before this was written down.</summary>
    private DeliveryReach Earlier(DeliveryCursor saved) => saved.Sweep is not null || (saved.View is { } mark && mark != View.Mark)
        ? new DeliveryReach { Loading = View.Grants, Known = View.Grants }
        : new DeliveryReach { Settled = View.Grants, Known = View.Grants };

    /// <summary>In another version the partner has nothing of what it was shown.</summary>
    private bool IsOther(OcpiVersion? version) => version is { } shown && shown != View.Connection.Version;

    private static bool Same(IReadOnlyList<ModuleGrant> left, IReadOnlyList<ModuleGrant> right) =>
        left.Count == right.Count && !left.Except(right).Any();
}
