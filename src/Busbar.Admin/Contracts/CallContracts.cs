using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>A call: an authorisation or a command, and what became of it.</summary>
public sealed record CallView
{
    public required Guid Id { get; init; }

    /// <summary>
    /// AUTHORIZE, START_SESSION, STOP_SESSION, RESERVE_NOW, CANCEL_RESERVATION, UNLOCK_CONNECTOR, SET_CHARGING_PROFILE, GET_CHARGING_PROFILE,
    /// CLEAR_CHARGING_PROFILE, CHARGING_PREFERENCES, ACTIVATE_TERMINAL, DEACTIVATE_TERMINAL, CHANGE_TERMINAL, REQUEST_BOOKING or CANCEL_BOOKING.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The party that asks, like "NL/TNM".</summary>
    public required string From { get; init; }

    /// <summary>Its connection; absent when the call came through this API.</summary>
    public Guid? FromConnection { get; init; }

    /// <summary>The party that is asked.</summary>
    public required string To { get; init; }

    /// <summary>Its connection; absent for a party hosted here.</summary>
    public Guid? ToConnection { get; init; }

    /// <summary>The session whose charging profile it is about.</summary>
    public string? SessionId { get; init; }

    /// <summary>pending, awaiting_result, forwarding_result, completed or failed.</summary>
    public required string State { get; init; }

    /// <summary>The synchronous answer, for example ACCEPTED.</summary>
    public string? Response { get; init; }

    /// <summary>The asynchronous result, for example ACCEPTED or TIMEOUT.</summary>
    public string? Result { get; init; }

    /// <summary>The active charging profile, when that was asked for and came.</summary>
    public JsonElement? Profile { get; init; }

    public string? Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ResultDueAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The command itself in OCPI 2.3.0, while a hosted operator's backend has to act on it.</summary>
    public JsonElement? Request { get; init; }
}

/// <summary>The answer to a command that went to nobody, because nobody could have done it.</summary>
public sealed record CallOutcomeView
{
    /// <summary>For example NOT_SUPPORTED or UNKNOWN_SESSION.</summary>
    public required string Response { get; init; }

    public string? Message { get; init; }
}

/// <summary>What a hosted operator's charge point answered.</summary>
public sealed record CallResultRequest
{
    /// <summary>
    /// ACCEPTED, CANCELED_RESERVATION, EVSE_OCCUPIED, EVSE_INOPERATIVE, FAILED, NOT_SUPPORTED, REJECTED, TIMEOUT or UNKNOWN_RESERVATION; for a charging profile
    /// ACCEPTED, REJECTED or UNKNOWN; for charging preferences ACCEPTED, DEPARTURE_REQUIRED, ENERGY_NEED_REQUIRED, NOT_POSSIBLE or PROFILE_TYPE_NOT_SUPPORTED.
    /// </summary>
    public string? Result { get; init; }

    /// <summary>For the driver; at most 512 characters. Charging profiles have no place for it.</summary>
    public string? Message { get; init; }

    /// <summary>OCPI ActiveChargingProfile: the answer to GET_CHARGING_PROFILE that is ACCEPTED.</summary>
    public JsonElement? Profile { get; init; }
}
