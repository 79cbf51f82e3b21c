namespace Busbar.Core.Delivery;

/// <summary>What the delivery to a partner is doing.</summary>
public enum DeliveryState
{
    /// <summary>Nothing is delivered: the connection is not connected, or the partner's profile says that it only pulls.</summary>
    Stopped,

    /// <summary>Everything was delivered.</summary>
    Idle,

    /// <summary>Changes are on their way.</summary>
    Sending,

    /// <summary>The partner could not take them; the next attempt waits.</summary>
    BackingOff,

    /// <summary>The partner rejects our token. An attempt is made now and then, and at once when the credentials change.</summary>
    BlockedByCredentials,

    /// <summary>The operator lets nothing be sent; what changes waits.</summary>
    Paused,

    /// <summary>What the partner missed is left to its own pull, and that has not come yet; all else was delivered.</summary>
    AwaitingPull,

    /// <summary>Another process on the same database delivers to this partner.</summary>
    Elsewhere,
}
