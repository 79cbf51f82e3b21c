using Busbar.Core.Delivery;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Walks over the stored objects that a partner has to be told of, page by page, in an order in which nothing comes before what it refers to.</summary>
/// <param name="view">What to walk over.</param>
/// <param name="start">Where to go on; null for the beginning.</param>
internal sealed class Sweep(PartnerView view, SweepPosition? start)
{
    /// <summary>Where a walk over everything starts.</summary>
    public static SweepPosition Beginning { get; } = new(PartnerView.Modules[0], 0);

    private int _module = start is null ? 0 : Math.Max(0, PartnerView.Modules.ToList().IndexOf(start.Module));
    private long _after = start?.AfterOrdinal ?? 0;
    private SweepPosition _done = start ?? Beginning;

    /// <summary>Everything up to here is settled, as of the last call of <see cref="NextAsync"/>.</summary>
    public SweepPosition Position => _done;

    /// <summary>The keys of the next page; empty when the walk is over. To be called when the page before is settled.</summary>
    public async ValueTask<IReadOnlyList<ObjectKey>> NextAsync(IObjectStore store, int limit, CancellationToken cancellation)
    {
        for (; _module < PartnerView.Modules.Count; _module++, _after = 0)
        {
            var module = PartnerView.Modules[_module];
            _done = new SweepPosition(module, _after);
            if (view.Of(module).Count == 0)
            {
                continue;
            }

            var page = new KeyList();
            await store.ReadPageAsync(view.Page(module, _after, limit), page, cancellation);
            if (page.Keys.Count > 0)
            {
                _after = page.LastOrdinal;
                return page.Keys;
            }
        }

        return [];
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
