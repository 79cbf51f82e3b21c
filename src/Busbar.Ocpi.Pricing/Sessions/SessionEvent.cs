using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>Something that was seen of a session at an instant. What is null did not change, or was not read.</summary>
public sealed record SessionEvent
{
    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What begins then.</summary>
    public SessionState? State { get; init; }

    /// <summary>The meter's count, in kilowatt-hours; only differences matter.</summary>
    public Rational? MeterKwh { get; init; }

    /// <summary>Power in kilowatts from then until the next sample.</summary>
    public Rational? Power { get; init; }

    /// <summary>Current in amperes over all phases, from then until the next sample.</summary>
    public Rational? Current { get; init; }

    /// <summary>The tariff from then on (a changed charging preference); null keeps the one that counts.</summary>
    public string? TariffId { get; init; }
}
