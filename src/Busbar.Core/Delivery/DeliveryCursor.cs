namespace Busbar.Core.Delivery;

/// <summary>How far a connection has got.</summary>
/// <param name="Sequence">Everything up to this change was sent or refused, or was none of the partner's business.</param>
/// <param name="Sweep">Where a walk over the stored objects stands that has to end before the log is read on; null when there is none.</param>
public sealed record DeliveryCursor(long Sequence, SweepPosition? Sweep = null);
