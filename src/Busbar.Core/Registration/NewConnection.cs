using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>What the operator says of a new partner. With a versions URL and a token we register there; without both we wait for it.</summary>
public sealed record NewConnection
{
    public required string Name { get; init; }

    /// <summary>The parties it may announce; empty when any that is free will do.</summary>
    public IReadOnlyList<PlatformParty> Parties { get; init; } = [];

    public Uri? VersionsUrl { get; init; }

    /// <summary>The token that the partner handed us.</summary>
    public string? Token { get; init; }

    /// <summary>The version to take instead of the newest in common.</summary>
    public OcpiVersion? Version { get; init; }

    /// <summary>As whom we stand before a partner of 2.1.1.</summary>
    public FrontParty? Front { get; init; }

    public PartnerProfile Profile { get; init; } = new();

    /// <summary>Leaves the token out of any text made of this.</summary>
    public override string ToString() => Name;
}
