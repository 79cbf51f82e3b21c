using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// A stretch of the change log that a partner missed and that is left to its own pull. What changes after it is pushed as ever; of the stretch itself what a pull does not bring (CDRs,
/// removals, what the partner may not see) is. The cursor stays before it until the partner's pulls have brought everything in it: who stops in between finds it again.
/// </summary>
internal sealed class Gap(PumpServices services, Guid connection, PendingWindow window)
{
    private const int Step = 500;
    private static readonly ModuleId[] Pulled = [ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions];

    private readonly ConcurrentQueue<PullEnd> _ends = new();
    private readonly Dictionary<ModuleId, long> _left = [];
    private long _from;
    private long _to;
    private DateTimeOffset _since;

    /// <summary>Whether there is one.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>After this change, part of it is not in the log any more: what was missed has to be found otherwise. Null when all of it was there.</summary>
    public long? TornAt { get; private set; }

    /// <summary>The change before it.</summary>
    public long From => _from;

    /// <summary>How many changes are left to the partner's pull.</summary>
    public long Left => _left.Values.Sum();

    /// <summary>A pull of the partner's came to its end. From any thread.</summary>
    public void Note(PullEnd end) => _ends.Enqueue(end);

    /// <summary>When it is pushed after all; null when it is not.</summary>
    public DateTimeOffset? EndsAt(PartnerProfile profile) => IsOpen && profile.CatchUp == CatchUp.Auto ? _since + services.Options.CatchUpPatience : null;

    /// <summary>Leaves what is unread to the partner's pull, where the operator chose that and it is much.</summary>
    public void OpenIfWorthIt(PartnerProfile profile, long readTo)
    {
        var last = services.Feed.Last;
        if (IsOpen || last - readTo <= services.Options.CatchUpBacklog
            || profile.CatchUp == CatchUp.Push || (profile.CatchUp == CatchUp.Auto && !PullsByItself()))
        {
            return;
        }

        (IsOpen, _from, _to, _since) = (true, readTo, last, services.Time.GetUtcNow());
        _left.Clear();
        _ends.Clear();
        PumpLog.Left(services.Log, connection, _from, _to);
    }

    /// <summary>Whether a change is left to the partner's pull.</summary>
    public bool Leaves(Change change)
    {
        if (!IsOpen || change.Sequence > _to || change.Kind != ChangeKind.ObjectStored || change.Object is not { } key || !Pulled.Contains(key.Module))
        {
            return false;
        }

        _left[key.Module] = _left.GetValueOrDefault(key.Module) + 1;
        return true;
    }

    /// <summary>What was missed in a part of it that is not in the log any more is found otherwise.</summary>
    public void Mend() => TornAt = null;

    /// <summary>Settles what pulls have brought, and what they will not bring any more.</summary>
    /// <param name="outlook">What the partner may see.</param>
    /// <param name="readTo">How far the log was read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task SettleAsync(Outlook outlook, long readTo, CancellationToken cancellation)
    {
        if (!IsOpen || readTo < _to)
        {
            return;
        }

        var profile = outlook.View.Connection.Profile;
        if (profile.CatchUp == CatchUp.Push || EndsAt(profile) <= services.Time.GetUtcNow())
        {
            foreach (var module in _left.Keys.ToList())
            {
                await ReleaseAsync(outlook, module, null, cancellation);
            }
        }

        while (_ends.TryDequeue(out var end))
        {
            // One that began before the end of the gap may have left out what changed behind its back.
            if (end.Sequence >= _to && _left.ContainsKey(end.Module))
            {
                await ReleaseAsync(outlook, end.Module, end, cancellation);
            }
        }

        IsOpen = _left.Count > 0 || window.Returning > 0;
    }

    private bool PullsByItself() =>
        services.Pulls.LastSeen(connection) is { } seen && services.Time.GetUtcNow() - seen <= services.Options.CatchUpMemory;

    /// <summary>Lets go of a module: what the pull brought is settled, everything else is pushed.</summary>
    private async Task ReleaseAsync(Outlook outlook, ModuleId module, PullEnd? pull, CancellationToken cancellation)
    {
        var looked = new HashSet<ObjectKey>();
        for (var at = _from; at < _to;)
        {
            var changes = await services.Feed.ReadAsync(at, Step, cancellation);
            TornAt = changes.Count > 0 && changes[0].Sequence > at + 1 && !(TornAt <= at) ? at : TornAt;
            foreach (var change in changes)
            {
                if (change.Sequence <= _to && change is { Kind: ChangeKind.ObjectStored, Object: { } key } && key.Module == module && outlook.Shown.MaySee(key)
                    && looked.Add(key) && !(pull is not null && await BroughtAsync(outlook, key, pull, cancellation)))
                {
                    window.AddReturned(key, change.At);
                }
            }

            at = changes.Count == 0 ? _to : changes[^1].Sequence;
        }

        _left.Remove(module);
        PumpLog.Caught(services.Log, connection, module.Value, looked.Count, pull is not null);
    }

    /// <summary>
    /// Whether a pull listed the object: it was there for the partner, in a form of its version, not older than what was asked for; and it has not changed since the pull began, so that
    /// this is the state that was listed.
    /// </summary>
    private async ValueTask<bool> BroughtAsync(Outlook outlook, ObjectKey key, PullEnd pull, CancellationToken cancellation) =>
        await services.Objects.GetAsync(key, long.MaxValue, cancellation) is { Stored: { Deleted: false } stored } state
        && stored.Sequence <= pull.Sequence && outlook.View.Sees(stored) && (pull.DateFrom is null || stored.Facts.LastUpdated >= pull.DateFrom)
        && outlook.View.Connection.Version is { } version && (await state.InAsync(version)).Withheld is null;
}
