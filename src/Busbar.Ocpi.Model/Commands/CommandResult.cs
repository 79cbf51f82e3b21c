using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>What became of a command, sent to the response URL.</summary>
/// <remarks>OCPI chapter "Commands module / CommandResult object".</remarks>
public sealed record CommandResult : OcpiObject
{
    /// <summary>The outcome.</summary>
    public required CommandResultType Result { get; init; }

    /// <summary>What to tell the driver, in one or more languages.</summary>
    [AllowNull]
    public IReadOnlyList<DisplayText> Message { get; init => field = value ?? []; } = [];
}
