using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>Asks a CPO to stop a session.</summary>
/// <remarks>OCPI chapter "Commands module / StopSession object".</remarks>
public sealed record StopSession : OcpiObject
{
    /// <summary>Where the result is to be posted.</summary>
    public required string ResponseUrl { get; init; }

    /// <summary>The session's id at the CPO; at most 36 characters.</summary>
    public required string SessionId { get; init; }
}
