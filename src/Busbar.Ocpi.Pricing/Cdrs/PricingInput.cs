using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Everything that a price depends on, apart from the policy.</summary>
public sealed record PricingInput
{
    /// <summary>The tariffs at hand, in the canonical shape, compiled; a collection expression compiles them, a kept <see cref="TariffSet"/> saves that.</summary>
    public required TariffSet Tariffs { get; init; }

    /// <summary>The version that the tariffs were written in. Before 2.2 a tariff cannot tell taxes; before 2.3.0 a missing rate means none.</summary>
    public OcpiVersion TariffVersion { get; init; } = OcpiVersion.V230;

    /// <summary>The zone of the Location, whose clock the restrictions are read on; null when it is not known.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The periods, in the order of time.</summary>
    public required IReadOnlyList<MeasuredPeriod> Periods { get; init; }

    /// <summary>When the session (or the reservation) started; null is the start of the first period.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ended; null is the end of the last period.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether the reservation expired without a session. No document says so (D-RES-EXP); null: it did when there is nothing but a reservation.</summary>
    public bool? ReservationExpired { get; init; }

    /// <summary>What became of the booking that reserved the place; null when there was none, or nothing is known of it.</summary>
    public BookingUse? Booking { get; init; }

    /// <summary>The operator whose driver it is, for tariffs that a hub keeps per operator (D-EXT): country code and party id, for example "NLEXB".</summary>
    public string? TargetOperator { get; init; }

    /// <summary>The type of tariff that the session is for, for example AD_HOC_PAYMENT; null is a contract without preference.</summary>
    public TariffType? TariffType { get; init; }

    /// <summary>Whether it takes back another record: the total, and only the total, is negated.</summary>
    public bool IsCredit { get; init; }

    /// <summary>Whether lines tell which elements were passed over and why.</summary>
    public bool Explain { get; init; } = true;
}
