namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The restrictions of a tariff element, by what they look at.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffRestrictions class".</remarks>
public enum RestrictionKind
{
    /// <summary>Local time of day.</summary>
    TimeOfDay,

    /// <summary>Local date.</summary>
    Date,

    /// <summary>Local day of the week.</summary>
    DayOfWeek,

    /// <summary>Energy of the session so far.</summary>
    Energy,

    /// <summary>Time since the session started.</summary>
    Duration,

    /// <summary>Current at the moment.</summary>
    Current,

    /// <summary>Power at the moment.</summary>
    Power,

    /// <summary>Whether it is reserved time.</summary>
    Reservation,

    /// <summary>Something that cannot be read.</summary>
    Unreadable,
}
