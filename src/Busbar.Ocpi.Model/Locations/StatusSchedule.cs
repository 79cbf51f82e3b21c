using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A status that an EVSE is planned to have.</summary>
/// <remarks>OCPI chapter "Locations module / StatusSchedule class".</remarks>
public sealed record StatusSchedule
{
    /// <summary>From when (UTC).</summary>
    public required DateTimeOffset PeriodBegin { get; init; }

    /// <summary>Until when (UTC); absent means open-ended.</summary>
    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>The planned status.</summary>
    public required Status Status { get; init; }

    /// <summary>Members this version does not know, kept and written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
