using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to unlock a connector.</summary>
/// <remarks>OCPI chapter "Commands module / UnlockConnector object".</remarks>
public sealed record UnlockConnector : OcpiObject
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The Location; at most 36 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE; at most 36 characters.</summary>
    public required string EvseUid { get; init; }

    /// <summary>The connector; at most 36 characters.</summary>
    public required string ConnectorId { get; init; }
}
