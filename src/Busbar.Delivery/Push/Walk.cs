using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>Walks over the stored objects that a partner has to be told of, page by page.</summary>
/// <param name="view">What to walk over.</param>
/// <param name="start">Where to go on; null for the beginning.</param>
/// <param name="order">The modules in the order in which they come.</param>
/// <param name="changedAfter">Only what changed after this sequence, removed objects too; null for all that stands.</param>
internal sealed class Walk(PartnerView view, SweepPosition? start, IReadOnlyList<ModuleId> order, long? changedAfter = null)
{
    /// <summary>For what is given: nothing comes before what it refers to.</summary>
    public static IReadOnlyList<ModuleId> Giving { get; } = PartnerView.Modules;

    /// <summary>For what is taken back: nothing refers to what is gone.</summary>
    public static IReadOnlyList<ModuleId> TakingBack { get; } = [.. PartnerView.Modules.Reverse()];

    /// <summary>Where a walk that gives everything starts.</summary>
    public static SweepPosition Beginning { get; } = new(Giving[0], 0);

    private int _module = start is null ? 0 : IndexOf(order, start.Module);
    private long _after = start?.AfterOrdinal ?? 0;

    /// <summary>Everything up to here is settled, as of the last call of <see cref="NextAsync"/>.</summary>
    public SweepPosition Position { get; private set; } = start ?? new SweepPosition(order[0], 0);

    /// <summary>Whether objects of the module may still come.</summary>
    public bool MayBring(ModuleId module) => IndexOf(order, module) >= IndexOf(order, Position.Module);

    /// <summary>Whether an object stands before a position, so that it was looked at.</summary>
    public static bool HasPassed(SweepPosition position, IReadOnlyList<ModuleId> order, ModuleId module, long ordinal)
    {
        var (at, own) = (IndexOf(order, position.Module), IndexOf(order, module));
        return own < at || (own == at && ordinal <= position.AfterOrdinal);
    }

    /// <summary>The keys of the next page; empty when the walk is over. To be called when the page before is settled.</summary>
    public async ValueTask<IReadOnlyList<ObjectKey>> NextAsync(IObjectStore store, int limit, CancellationToken cancellation)
    {
        for (; _module < order.Count; _module++, _after = 0)
        {
            var module = order[_module];
            Position = new SweepPosition(module, _after);
            if (view.Of(module).Count == 0)
            {
                continue;
            }

            var page = new KeyList();
            await store.ReadPageAsync(view.Page(module, _after, limit) with { HeadersOnly = true, ChangedAfter = changedAfter, IncludeDeleted = changedAfter is not null }, page, cancellation);
            if (page.Keys.Count > 0)
            {
                _after = page.LastOrdinal;
                return page.Keys;
            }
        }

        return [];
    }

    private static int IndexOf(IReadOnlyList<ModuleId> order, ModuleId module)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == module)
            {
                return i;
            }
        }

        return order.Count;
    }

    private sealed class KeyList : IObjectSink
    {
        public List<ObjectKey> Keys { get; } = [];

        public long LastOrdinal { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Keys.Add(header.Key);
            LastOrdinal = header.Ordinal;
        }
    }
}
