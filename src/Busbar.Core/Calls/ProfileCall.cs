using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>The three requests of the Charging profiles module, as types of calls.</summary>
public static class ProfileCall
{
    public const string Get = "GET_CHARGING_PROFILE";

    public const string Set = "SET_CHARGING_PROFILE";

    public const string Clear = "CLEAR_CHARGING_PROFILE";

    /// <summary>What a result may be.</summary>
    public static IReadOnlyList<string> Results { get; } = ["ACCEPTED", "REJECTED", "UNKNOWN"];

    /// <summary>The object that the result of a call is; null for a call of another module.</summary>
    public static ObjectType? ResultOf(string type) => type switch
    {
        Get => ObjectType.ActiveChargingProfileResult,
        Set => ObjectType.ChargingProfileResult,
        Clear => ObjectType.ClearProfileResult,
        _ => null,
    };
}

/// <summary>A request about the charging profile of a session.</summary>
/// <param name="Type">One of the three types of <see cref="ProfileCall"/>.</param>
/// <param name="SessionId">The session, as the receiver calls it.</param>
public sealed record SteeringRequest(string Type, string SessionId)
{
    /// <summary>How much of the future the active profile is to cover, in seconds.</summary>
    public int Duration { get; init; }

    /// <summary>Where the asker wants the result; null from the operator API, and for a SET, whose body holds it.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>SetChargingProfile in the asker's version; empty for the other two.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
