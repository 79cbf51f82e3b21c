using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One session under evaluation: what is known of it, and which components count when.</summary>
internal sealed class Evaluation
{
    // Energies of four decimals add up to a threshold only nearly; per period this much may be missing.
    private static readonly Rational EnergyTolerance = Rational.Of(1, 10_000);

    private readonly WallClock? _clock;
    private readonly long _reservationStart;
    private readonly bool _tolerant;

    public Evaluation(PricingInput input, PricingPolicy policy)
    {
        Input = input;
        Policy = policy;
        var first = input.Periods.Count > 0 ? input.Periods[0].Start : input.Start ?? DateTimeOffset.UnixEpoch;
        var session = input.Periods.FirstOrDefault(period => !period.IsReservation);
        HasReservation = input.Periods.Any(period => period.IsReservation);
        HasSession = session is not null;
        Expired = input.ReservationExpired ?? (HasReservation && !HasSession);
        _reservationStart = (input.Start ?? first).UtcTicks;
        SessionStart = HasReservation ? session?.Start.UtcTicks ?? _reservationStart : _reservationStart;
        End = Math.Max((input.End ?? (input.Periods.Count > 0 ? input.Periods[^1].End : first)).UtcTicks, SessionStart);
        _tolerant = policy.SnapHours;

        Tariffs = [.. input.Tariffs.Select(tariff => new CompiledTariff(tariff, policy))];
        Warn();
        SessionTariff = TariffChoice.Choose(Tariffs, input.Start ?? first, input.TariffType, Warnings);
        if (Tariffs.Any(tariff => tariff.ReadsClock))
        {
            _clock = new WallClock(input.TimeZone, Math.Min(_reservationStart, first.UtcTicks), input.Periods.Select(period => period.End.UtcTicks).Append(End).Max());
        }

        Stretches = MakeStretches();
    }

    public PricingInput Input { get; }

    public PricingPolicy Policy { get; }

    public List<PricingWarning> Warnings { get; } = [];

    public IReadOnlyList<CompiledTariff> Tariffs { get; }

    public CompiledTariff? SessionTariff { get; }

    public IReadOnlyList<Stretch> Stretches { get; }

    public bool HasSession { get; }

    public bool HasReservation { get; }

    public bool Expired { get; }

    /// <summary>When the session started, without the reservation.</summary>
    public long SessionStart { get; }

    public long ReservationStart => _reservationStart;

    public long End { get; }

    /// <summary>The clock of the Location; null when no tariff reads it.</summary>
    public WallClock? Clock => _clock;

    /// <summary>Whether the rest of a stretch is no more than what rounded energies leave over.</summary>
    public bool IsRoundingRest(Stretch stretch, Rational energy) =>
        _tolerant && stretch.Period.IsFromWire && !energy.IsZero && energy.Abs() <= EnergyTolerance * (stretch.Index + 1);

    /// <summary>The moment at which so much of a stretch has gone.</summary>
    public Moment MomentAt(Stretch stretch, long at, Rational energy) => new()
    {
        LocalTicks = _clock?.Local(at) ?? at,
        Energy = _tolerant && stretch.Period.IsFromWire ? Lifted(stretch, energy) : energy,
        SessionTicks = Math.Max(0, at - SessionStart),
        ReservationTicks = Math.Max(0, at - _reservationStart),
        Current = stretch.Current,
        Power = stretch.Power,
    };

    /// <summary>What counts at a moment of a stretch, for the dimensions that it uses.</summary>
    public Choice ChoiceAt(Stretch stretch, in Moment moment, ref bool @unchecked)
    {
        if (stretch.Tariff is not { } tariff)
        {
            return default;
        }

        var reserved = !stretch.Reserved.IsZero;
        return new Choice(
            stretch.Energy.IsZero ? null : tariff.Find(CompiledElement.Energy, moment, ref @unchecked, null),
            stretch.Charging.IsZero ? null : tariff.Find(CompiledElement.Time, moment, ref @unchecked, null),
            stretch.Parking.IsZero ? null : tariff.Find(CompiledElement.Parking, moment, ref @unchecked, null),
            reserved ? tariff.FindReserved(CompiledElement.Time, Expired, moment, ref @unchecked, null) : null,
            stretch.IsSession ? tariff.Find(CompiledElement.Flat, moment, ref @unchecked, null) : null,
            reserved ? tariff.FindReserved(CompiledElement.Flat, Expired, moment, ref @unchecked, null) : null);
    }

    private static Rational Lifted(Stretch stretch, Rational energy)
    {
        if (stretch.Tariff is { Energies.Count: > 0 } tariff && stretch.Index > 0)
        {
            foreach (var threshold in tariff.Energies)
            {
                if (energy < threshold && threshold - energy <= EnergyTolerance * stretch.Index)
                {
                    return threshold;
                }
            }
        }

        return energy;
    }

    private List<Stretch> MakeStretches()
    {
        var stretches = new List<Stretch>(Input.Periods.Count);
        var energy = Rational.Zero;
        var named = Input.Periods.Any(period => period.TariffId is not null);
        for (var index = 0; index < Input.Periods.Count; index++)
        {
            var period = Input.Periods[index];
            stretches.Add(new Stretch(period, index, energy, TariffOf(period, index, named), Policy.SnapHours));
            energy += period.Energy ?? Rational.Zero;
        }

        return stretches;
    }

    private CompiledTariff? TariffOf(MeasuredPeriod period, int index, bool named)
    {
        if (period.TariffId is { } id)
        {
            // A tariff id is a CiString. The same id may stand for several validities: the chosen one first.
            var found = SessionTariff is { } session && Is(session, id) ? session : Tariffs.FirstOrDefault(tariff => Is(tariff, id));
            if (found is null)
            {
                Warnings.Add(new(WarningCodes.TariffNotFound, index, $"The tariff {id} is not at hand: the period is not priced."));
            }

            return found;
        }

        if (!named)
        {
            return SessionTariff;
        }

        Warnings.Add(new(WarningCodes.PeriodWithoutTariff, index, "The period names no tariff while others do."));
        return Policy.PeriodWithoutTariffUsesSessionTariff ? SessionTariff : null;
    }

    private static bool Is(CompiledTariff tariff, string id) => string.Equals(tariff.Source.Id, id, StringComparison.OrdinalIgnoreCase);

    private void Warn()
    {
        foreach (var tariff in Tariffs)
        {
            foreach (var element in tariff.UnreadableElements)
            {
                Warnings.Add(new(WarningCodes.RestrictionUnreadable, null, $"A restriction of element {element} of tariff {tariff.Source.Id} cannot be read; it never applies."));
            }

            foreach (var element in tariff.ElementsWithUnknownMembers)
            {
                Warnings.Add(new(WarningCodes.UnknownMember, null, $"Element {element} of tariff {tariff.Source.Id} has members that are not known; they are ignored."));
            }

            foreach (var element in tariff.ElementsWithUnknownDimension)
            {
                Warnings.Add(new(WarningCodes.DimensionUnknown, null, $"Element {element} of tariff {tariff.Source.Id} prices an unknown dimension; that price is left out."));
            }
        }

        if (Input.TimeZone is null && Tariffs.Any(tariff => tariff.ReadsClock))
        {
            Warnings.Add(new(WarningCodes.TimeZoneUnknown, null, "The tariff reads the local clock and the time zone is not known; UTC is used."));
        }

        if (Tariffs.Select(tariff => tariff.Source.Currency).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        {
            Warnings.Add(new(WarningCodes.CurrencyMismatch, null, "The tariffs are in several currencies; amounts are added up all the same."));
        }
    }
}
