using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands.V211;

/// <summary>The CPO's answer to a command, and later its result, in the shape of OCPI 2.1.1.</summary>
/// <remarks>OCPI chapter "Commands module / CommandResponse object (2.1.1)".</remarks>
public sealed record CommandResponse : OcpiObject
{
    /// <summary>Whether the command is passed on; in the later result, what the charge point answered.</summary>
    public required CommandResponseType Result { get; init; }
}
