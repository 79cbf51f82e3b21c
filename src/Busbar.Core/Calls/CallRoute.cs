using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Calls;

/// <summary>Where a call goes, or why it goes nowhere.</summary>
public abstract record CallRoute
{
    private CallRoute()
    {
    }

    /// <summary>To a party on a partner's platform.</summary>
    public sealed record ToPartner(PartyId Party, Connection Connection) : CallRoute;

    /// <summary>To a party that this gateway hosts.</summary>
    public sealed record ToHosted(PartyId Party) : CallRoute;

    /// <summary>To nobody; the asker gets this answer.</summary>
    public sealed record Nowhere(CallAnswer Answer) : CallRoute;
}
