using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Opening on one day of the week.</summary>
/// <remarks>OCPI chapter "Locations module / RegularHours class".</remarks>
public sealed record RegularHours : OcpiObject
{
    /// <summary>The day, from 1 for Monday to 7 for Sunday.</summary>
    public required int Weekday { get; init; }

    /// <summary>Local time of opening, hh:mm on a 24-hour clock.</summary>
    public required string PeriodBegin { get; init; }

    /// <summary>Local time of closing, hh:mm, later than the opening.</summary>
    public required string PeriodEnd { get; init; }
}
