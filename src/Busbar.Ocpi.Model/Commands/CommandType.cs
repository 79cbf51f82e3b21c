using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>What a CPO is asked to do.</summary>
/// <remarks>OCPI chapter "Commands module / CommandType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CommandType>))]
public readonly record struct CommandType(string Value) : IOpenEnum<CommandType>
{
    /// <summary>Cancel a reservation.</summary>
    public static CommandType CancelReservation { get; } = new("CANCEL_RESERVATION");

    /// <summary>Reserve an EVSE.</summary>
    public static CommandType ReserveNow { get; } = new("RESERVE_NOW");

    /// <summary>Start a session.</summary>
    public static CommandType StartSession { get; } = new("START_SESSION");

    /// <summary>Stop a session.</summary>
    public static CommandType StopSession { get; } = new("STOP_SESSION");

    /// <summary>Unlock a connector.</summary>
    public static CommandType UnlockConnector { get; } = new("UNLOCK_CONNECTOR");

    /// <inheritdoc/>
    public static CommandType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
