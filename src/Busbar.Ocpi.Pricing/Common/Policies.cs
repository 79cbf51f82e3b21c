namespace Busbar.Ocpi.Pricing.Common;

/// <summary>Policy D-211-SELECT.</summary>
public enum ElementSelection
{
    /// <summary>Each dimension takes the first matching element that prices it.</summary>
    PerDimension,

    /// <summary>The first matching element prices everything, or nothing.</summary>
    PerElement,
}

/// <summary>Policy D-TIME-EQ.</summary>
public enum EqualTimes
{
    /// <summary>The whole day.</summary>
    WholeDay,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>Policy D-FLAT-ONCE.</summary>
public enum FlatFees
{
    /// <summary>The first that becomes active, and one more for a reservation.</summary>
    FirstOncePerSession,

    /// <summary>Each element's, once.</summary>
    EachElementOnce,

    /// <summary>The active one in every period, as some partners bill.</summary>
    EveryPeriod,
}

/// <summary>Policy D-STEP-SCOPE.</summary>
public enum StepScope
{
    /// <summary>Once, at the end of the session.</summary>
    Session,

    /// <summary>In every period, as some partners bill.</summary>
    EveryPeriod,
}

/// <summary>Policy D-EVSE.</summary>
public enum StationPause
{
    /// <summary>Neither charging nor parking: the driver pays neither.</summary>
    Neither,

    /// <summary>Charging time.</summary>
    Time,

    /// <summary>Parking time.</summary>
    ParkingTime,
}

/// <summary>Policy D-V2G.</summary>
public enum ExportedEnergy
{
    /// <summary>Negative energy costs its price with a negative sign.</summary>
    SignedPrice,

    /// <summary>Negative energy is not priced.</summary>
    Unpriced,
}

/// <summary>Policy D-ROUND: where amounts are rounded on the way to the total.</summary>
public enum RoundingPoint
{
    /// <summary>Nowhere: exact until presented.</summary>
    None,

    /// <summary>Each line.</summary>
    Line,

    /// <summary>The sum of each price component, over all its periods.</summary>
    Component,

    /// <summary>The sum of each dimension.</summary>
    Dimension,

    /// <summary>The total.</summary>
    Total,
}

/// <summary>Policy D-ROUND: what taxes are computed on when amounts are rounded on the way.</summary>
public enum TaxRounding
{
    /// <summary>On the exact amount, and rounded where the amount is.</summary>
    WithAmount,

    /// <summary>On the rounded amount, and rounded in the total only.</summary>
    OnTotal,
}

/// <summary>A tax of the place where the session took place.</summary>
/// <param name="Name">What it is called, for example "GST".</param>
/// <param name="Percentage">The rate in percent, on the amount before taxes.</param>
/// <param name="AccountNumber">Registration of the one who remits it.</param>
public sealed record TaxRate(string Name, decimal Percentage, string? AccountNumber = null);
