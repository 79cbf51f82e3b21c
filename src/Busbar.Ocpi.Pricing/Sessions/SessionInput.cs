using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>A session as it was seen: what the engine makes charging periods and a price from.</summary>
public sealed record SessionInput
{
    /// <summary>The tariffs at hand, in the canonical shape, compiled; a collection expression compiles them, a kept <see cref="TariffSet"/> saves that.</summary>
    public required TariffSet Tariffs { get; init; }

    /// <summary>The version that the tariffs were written in.</summary>
    public OcpiVersion TariffVersion { get; init; } = OcpiVersion.V230;

    /// <summary>The zone of the Location; null when it is not known.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The events in the order of time. The last one ends the session, whatever it says.</summary>
    public required IReadOnlyList<SessionEvent> Events { get; init; }

    /// <summary>The type of tariff that the session is for; null is a contract without preference.</summary>
    public TariffType? TariffType { get; init; }

    /// <summary>What became of the booking that reserved the place; null when there was none (D-BOOKING).</summary>
    public BookingUse? Booking { get; init; }

    /// <summary>When the booked time ends; what lies beyond is overtime.</summary>
    public DateTimeOffset? BookedUntil { get; init; }

    /// <summary>The operator whose driver it is; see <see cref="Cdrs.PricingInput.TargetOperator"/>.</summary>
    public string? TargetOperator { get; init; }

    /// <summary>Whether lines tell which elements were passed over and why.</summary>
    public bool Explain { get; init; } = true;
}
