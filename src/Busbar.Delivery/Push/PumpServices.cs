using Busbar.Core.Delivery;
using Busbar.Core.Losses;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Push;

/// <summary>What the deliveries to all partners share.</summary>
internal sealed record PumpServices(
    ChangeFeed Feed,
    OutgoingObjects Objects,
    IObjectStore Store,
    IPartnerLink Link,
    PartnerViews Views,
    ICursorStore Cursors,
    IRefusalStore Refusals,
    IReceiptStore Receipts,
    IWithheldStore Withheld,
    Turns Turns,
    Leases Leases,
    PullWatch Pulls,
    PushOptions Options,
    LossCounters Losses,
    TimeProvider Time,
    ILogger<PumpHost> Log)
{
    /// <summary>How often cursors are written down.</summary>
    public CursorPace CursorPace { get; } = new();

    /// <summary>
    /// Places to read a step of a walk in. One may look at hundreds of thousands of objects to find those that are meant for a partner, on a thread of everybody's: when an
    /// agreement changes for all partners at once, they must not hold up everything else.
    /// </summary>
    public SemaphoreSlim WalkPlaces { get; } = new(2, 2);
}
