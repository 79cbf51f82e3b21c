using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens.V211;

namespace Busbar.Ocpi.Model.Commands.V211;

/// <summary>Asks a CPO to start a session, in the shape of OCPI 2.1.1.</summary>
/// <remarks>OCPI chapter "Commands module / StartSession object (2.1.1)".</remarks>
public sealed record StartSession : OcpiObject
{
    /// <inheritdoc cref="Commands.StartSession.ResponseUrl"/>
    public required string ResponseUrl { get; init; }

    /// <inheritdoc cref="Commands.StartSession.Token"/>
    public required Token Token { get; init; }

    /// <summary>The Location; at most 39 characters.</summary>
    public required string LocationId { get; init; }

    /// <summary>The EVSE; when absent, the CPO chooses one. At most 39 characters.</summary>
    public string? EvseUid { get; init; }
}
