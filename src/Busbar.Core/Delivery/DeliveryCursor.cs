namespace Busbar.Core.Delivery;

/// <summary>How far a connection has got.</summary>
/// <param name="Sequence">Everything up to this change was sent or refused, or was none of the partner's business.</param>
/// <param name="Sweep">Where a walk over the stored objects stands that goes on beside the log; null when there is none.</param>
/// <param name="View">
/// A mark of what the connection was allowed to see when that was so; null when it is not known. A delivery that finds another mark when it starts
/// looks everything through: what may be seen can have changed while nobody was there to notice.
/// </param>
public sealed record DeliveryCursor(long Sequence, SweepPosition? Sweep = null, string? View = null);
