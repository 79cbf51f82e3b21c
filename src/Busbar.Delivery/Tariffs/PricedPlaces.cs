using Busbar.Core.Objects;
using Busbar.Delivery.Push;

namespace Busbar.Delivery.Tariffs;

/// <summary>Finds the Locations that name any of some tariffs.</summary>
internal sealed class PricedPlaces(IReadOnlySet<ObjectKey> tariffs) : IObjectSink
{
    public List<ObjectKey> Keys { get; } = [];

    public long Last { get; private set; }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        Last = header.Ordinal;
        if (References.Read(header.Key, utf8).Any(tariffs.Contains))
        {
            Keys.Add(header.Key);
        }
    }
}
