namespace Busbar.Core.Delivery;

/// <summary>
/// What a connection was shown, in the words of what it was granted: from this and from what it may see now follows what it has to be sent and what it has
/// to be told is gone. One per connection, however many objects there are.
/// </summary>
public sealed record DeliveryReach
{
    /// <summary>All of this it was shown.</summary>
    public IReadOnlyList<ModuleGrant> Settled { get; init; } = [];

    /// <summary>This is being loaded, up to <see cref="DeliveryCursor.Sweep"/>.</summary>
    public IReadOnlyList<ModuleGrant> Loading { get; init; } = [];

    /// <summary>Nothing but this it can have been shown, in whole or in part.</summary>
    public IReadOnlyList<ModuleGrant> Known { get; init; } = [];

    /// <summary>
    /// When that changed for the last time, UTC: what comes back into sight carries no earlier time, or a receiver would take it for old. Null as long as nothing was
    /// taken back.
    /// </summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The version in which it was shown; null before anything was.</summary>
    public Busbar.Ocpi.Model.Common.OcpiVersion? Version { get; init; }
}
