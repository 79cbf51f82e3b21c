using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A period in which opening times differ from the regular ones.</summary>
/// <remarks>OCPI chapter "Locations module / ExceptionalPeriod class".</remarks>
public sealed record ExceptionalPeriod : OcpiObject
{
    /// <summary>Begin of the period (UTC).</summary>
    public required DateTimeOffset PeriodBegin { get; init; }

    /// <summary>End of the period (UTC).</summary>
    public required DateTimeOffset PeriodEnd { get; init; }
}
