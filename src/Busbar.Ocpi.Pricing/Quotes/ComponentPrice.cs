using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>One price as a driver is shown it before charging.</summary>
/// <remarks>The order and the units are those that the European regulation on infrastructure for alternative fuels asks for: per kWh, per minute, per session, then others.</remarks>
public sealed record ComponentPrice
{
    /// <summary>What is billed.</summary>
    public required BilledDimension Dimension { get; init; }

    /// <summary>The price of one kWh, of one minute, or of the session.</summary>
    public required Amount Price { get; init; }

    /// <summary>What is known of the taxes in it.</summary>
    public required TaxStatus TaxStatus { get; init; }

    /// <summary>"kWh", "min" or "session".</summary>
    public required string Unit { get; init; }

    /// <summary>The element it is from.</summary>
    public required int Element { get; init; }

    /// <summary>From how many kilowatt-hours on.</summary>
    public decimal FromEnergy { get; init; }

    /// <summary>Up to how many kilowatt-hours; null is without end.</summary>
    public decimal? ToEnergy { get; init; }

    /// <summary>From how many seconds of session (or reservation) on.</summary>
    public decimal FromSeconds { get; init; }

    /// <summary>Up to how many seconds; null is without end.</summary>
    public decimal? ToSeconds { get; init; }

    /// <summary>Whether it only counts when a reservation is not used.</summary>
    public bool WhenReservationExpires { get; init; }
}
