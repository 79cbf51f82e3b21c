using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>When a tariff element applies. All given restrictions must hold.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffRestrictions class".</remarks>
public sealed record TariffRestrictions : OcpiObject
{
    /// <summary>Local time from which it applies, hh:mm.</summary>
    public string? StartTime { get; init; }

    /// <summary>Local time until which it applies, hh:mm; before the start it means the next day.</summary>
    public string? EndTime { get; init; }

    /// <summary>First local date on which it applies, yyyy-mm-dd.</summary>
    public string? StartDate { get; init; }

    /// <summary>First local date on which it no longer applies, yyyy-mm-dd.</summary>
    public string? EndDate { get; init; }

    /// <summary>Energy from which it applies, in kilowatt-hours, inclusive.</summary>
    public decimal? MinKwh { get; init; }

    /// <summary>Energy until which it applies, in kilowatt-hours, exclusive.</summary>
    public decimal? MaxKwh { get; init; }

    /// <summary>Current from which it applies, in amperes over all phases, inclusive.</summary>
    public decimal? MinCurrent { get; init; }

    /// <summary>Current until which it applies, in amperes over all phases, exclusive.</summary>
    public decimal? MaxCurrent { get; init; }

    /// <summary>Power from which it applies, in kilowatts, inclusive.</summary>
    public decimal? MinPower { get; init; }

    /// <summary>Power until which it applies, in kilowatts, exclusive.</summary>
    public decimal? MaxPower { get; init; }

    /// <summary>Seconds of session from which it applies, inclusive.</summary>
    public int? MinDuration { get; init; }

    /// <summary>Seconds of session until which it applies, exclusive.</summary>
    public int? MaxDuration { get; init; }

    /// <summary>Local days on which it applies.</summary>
    [AllowNull]
    public IReadOnlyList<DayOfWeek> DayOfWeek { get; init => field = value ?? []; } = [];

    /// <summary>Limits it to reservations.</summary>
    public ReservationRestrictionType? Reservation { get; init; }
}
