using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A status that an EVSE is planned to have.</summary>
/// <remarks>OCPI chapter "Locations module / StatusSchedule class".</remarks>
public sealed record StatusSchedule : OcpiObject
{
    /// <summary>From when (UTC).</summary>
    public required DateTimeOffset PeriodBegin { get; init; }

    /// <summary>Until when (UTC); absent means open-ended.</summary>
    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>The planned status.</summary>
    public required Status Status { get; init; }
}
