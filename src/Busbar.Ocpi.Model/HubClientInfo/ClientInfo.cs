using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.HubClientInfo;

/// <summary>A party behind a hub, in one role, and how its connection stands.</summary>
/// <remarks>OCPI chapter "HubClientInfo module / ClientInfo object".</remarks>
public sealed record ClientInfo : OcpiObject
{
    /// <summary>The party's id, three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The party's country, two letters.</summary>
    public required string CountryCode { get; init; }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>How its connection stands.</summary>
    public required ConnectionStatus Status { get; init; }

    /// <summary>When this last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
