using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Sessions;

/// <summary>How the driver wants a session to be charged.</summary>
/// <remarks>OCPI chapter "Sessions module / ChargingPreferences object".</remarks>
public sealed record ChargingPreferences : OcpiObject
{
    /// <summary>Cheap, fast, green or regular.</summary>
    public required ProfileType ProfileType { get; init; }

    /// <summary>When the driver expects to leave (UTC).</summary>
    public DateTimeOffset? DepartureTime { get; init; }

    /// <summary>Energy the driver needs by then, in kilowatt-hours.</summary>
    public decimal? EnergyNeed { get; init; }

    /// <summary>Whether the vehicle may be discharged in between; no, when absent.</summary>
    public bool? DischargeAllowed { get; init; }

    /// <summary>Whether the vehicle may be discharged in between, read as the standard reads an absent value.</summary>
    [JsonIgnore]
    public bool MayDischarge => DischargeAllowed ?? false;
}
