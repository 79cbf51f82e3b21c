using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>What became of a command at the charge point.</summary>
/// <remarks>OCPI chapter "Commands module / CommandResultType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CommandResultType>))]
public readonly record struct CommandResultType(string Value) : IOpenEnum<CommandResultType>
{
    /// <summary>The charge point did it.</summary>
    public static CommandResultType Accepted { get; } = new("ACCEPTED");

    /// <summary>The CPO has cancelled the reservation.</summary>
    public static CommandResultType CanceledReservation { get; } = new("CANCELED_RESERVATION");

    /// <summary>The EVSE is in use.</summary>
    public static CommandResultType EvseOccupied { get; } = new("EVSE_OCCUPIED");

    /// <summary>The EVSE cannot be used.</summary>
    public static CommandResultType EvseInoperative { get; } = new("EVSE_INOPERATIVE");

    /// <summary>The charge point could not do it.</summary>
    public static CommandResultType Failed { get; } = new("FAILED");

    /// <summary>The charge point does not do this.</summary>
    public static CommandResultType NotSupported { get; } = new("NOT_SUPPORTED");

    /// <summary>The charge point refused.</summary>
    public static CommandResultType Rejected { get; } = new("REJECTED");

    /// <summary>The charge point did not answer in time.</summary>
    public static CommandResultType Timeout { get; } = new("TIMEOUT");

    /// <summary>The charge point does not know the reservation.</summary>
    public static CommandResultType UnknownReservation { get; } = new("UNKNOWN_RESERVATION");

    /// <inheritdoc/>
    public static CommandResultType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
