using Busbar.Core.Delivery;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>What a partner may see and what it was shown, at one moment. Immutable.</summary>
/// <param name="View">What it may see.</param>
/// <param name="Shown">All that it can have been shown; never less than it may see.</param>
/// <param name="Load">The load that is under way; null when there is none.</param>
/// <param name="ChangedAt">When what it may see was changed for the last time; null as long as nothing was taken back.</param>
internal sealed record Outlook(PartnerView View, PartnerView Shown, LoadStage? Load, DateTimeOffset? ChangedAt)
{
    /// <summary>Whether the partner has yet to be given the object, so that a part of it would tell it nothing.</summary>
    public bool Lacks(StoredObject stored) =>
        Load is { } load && !load.Settled.Sees(stored) && !Walk.HasPassed(load.Position, Walk.Giving, stored.Key.Module, stored.Ordinal);
}

/// <summary>How far a load has got.</summary>
/// <param name="Settled">What the partner was given before.</param>
/// <param name="Position">Everything up to here was given in this load.</param>
internal sealed record LoadStage(PartnerView Settled, SweepPosition Position);
