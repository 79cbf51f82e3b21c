using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Sessions;

/// <summary>What the CPO answers to charging preferences.</summary>
/// <remarks>OCPI chapter "Sessions module / ChargingPreferencesResponse enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ChargingPreferencesResponse>))]
public readonly record struct ChargingPreferencesResponse(string Value) : IOpenEnum<ChargingPreferencesResponse>
{
    /// <summary>They are taken into account as far as possible.</summary>
    public static ChargingPreferencesResponse Accepted { get; } = new("ACCEPTED");

    /// <summary>The time of departure is needed.</summary>
    public static ChargingPreferencesResponse DepartureRequired { get; } = new("DEPARTURE_REQUIRED");

    /// <summary>The energy needed is needed.</summary>
    public static ChargingPreferencesResponse EnergyNeedRequired { get; } = new("ENERGY_NEED_REQUIRED");

    /// <summary>They contradict each other or the energy contract.</summary>
    public static ChargingPreferencesResponse NotPossible { get; } = new("NOT_POSSIBLE");

    /// <summary>The profile type is not supported here.</summary>
    public static ChargingPreferencesResponse ProfileTypeNotSupported { get; } = new("PROFILE_TYPE_NOT_SUPPORTED");

    /// <inheritdoc/>
    public static ChargingPreferencesResponse From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
