using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>The CPO's immediate answer to a command.</summary>
/// <remarks>OCPI chapter "Commands module / CommandResponse object".</remarks>
public sealed record CommandResponse : OcpiObject
{
    /// <summary>Whether the command is passed on.</summary>
    public required CommandResponseType Result { get; init; }

    /// <summary>Seconds within which the result will come.</summary>
    public required int Timeout { get; init; }

    /// <summary>What to tell the driver, in one or more languages.</summary>
    [AllowNull]
    public IReadOnlyList<DisplayText> Message { get; init => field = value ?? []; } = [];
}
