using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>One session under evaluation: what is known of it, and which components count when.</summary>
internal sealed class Evaluation : IDisposable
{
    // Energies of four decimals add up to a threshold only nearly; per period this much may be missing.
    private static readonly Rational EnergyTolerance = Rational.Of(1, 10_000);

    // Where energy is fed back, what counts at a threshold is what comes after it.
    private static readonly Rational JustBelow = Rational.Of(1, 1_000_000_000_000);

    private readonly long _reservationStart;
    private readonly bool _tolerant;

    public Evaluation(PricingInput input, PricingPolicy policy)
    {
        Input = input;
        Policy = policy;
        var periods = input.Periods;
        var first = periods.Count > 0 ? periods[0].Start : input.Start ?? DateTimeOffset.UnixEpoch;
        var session = FirstOfSession();
        HasSession = session is not null;
        Expired = input.ReservationExpired ?? (HasReservation && !HasSession);
        _reservationStart = (input.Start ?? first).UtcTicks;
        SessionStart = HasReservation ? session?.Start.UtcTicks ?? _reservationStart : _reservationStart;
        End = Math.Max((input.End ?? (periods.Count > 0 ? periods[^1].End : first)).UtcTicks, SessionStart);
        _tolerant = policy.SnapHours;

        Warn();
        SessionTariff = TariffChoice.Choose(input, policy, input.Start ?? first, Warnings);
        if (input.Tariffs.ReadsClock)
        {
            var last = End;
            for (var i = 0; i < periods.Count; i++)
            {
                last = Math.Max(last, periods[i].End.UtcTicks);
            }

            Clock = new WallClock(input.TimeZone, Math.Min(_reservationStart, first.UtcTicks), last);
        }

        MakeStretches();
    }

    public PricingInput Input { get; }

    public PricingPolicy Policy { get; }

    public Workspace Workspace { get; } = Workspace.Take();

    public List<PricingWarning> Warnings { get; } = [];

    public IReadOnlyList<CompiledTariff> Tariffs => Input.Tariffs.Compiled;

    public CompiledTariff? SessionTariff { get; }

    public List<Stretch> Stretches => Workspace.Stretches;

    public bool HasSession { get; }

    public bool HasReservation { get; private set; }

    public bool Expired { get; }

    /// <summary>What became of the booking, where prices of bookings count.</summary>
    public BookingUse? Booking => Policy.Bookings ? Input.Booking : null;

    /// <summary>When the session started, without the reservation.</summary>
    public long SessionStart { get; }

    public long ReservationStart => _reservationStart;

    public long End { get; }

    /// <summary>The clock of the Location; null when no tariff reads it.</summary>
    public WallClock? Clock { get; }

    public void Dispose() => Workspace.Return();

    /// <summary>Whether the rest of a stretch is no more than what rounded energies leave over.</summary>
    public bool IsRoundingRest(Stretch stretch, Rational energy) =>
        _tolerant && stretch.Period.IsFromWire && !energy.IsZero && energy.Abs() <= EnergyTolerance * (stretch.Index + 1);

    /// <summary>The moment at which so much of a stretch has gone.</summary>
    public Moment MomentAt(Stretch stretch, long at, Rational energy) => new()
    {
        LocalTicks = Clock?.Local(at) ?? at,
        Energy = stretch.Energy.Sign < 0 ? energy - JustBelow : _tolerant && stretch.Period.IsFromWire ? Lifted(stretch, energy) : energy,
        SessionTicks = Math.Max(0, at - SessionStart),
        ReservationTicks = Math.Max(0, at - _reservationStart),
        Flow = stretch,
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
            stretch.Energy.IsZero ? null : tariff.Find(CompiledElement.Energy, moment, Policy, ref @unchecked, null),
            stretch.Charging.IsZero ? null : tariff.Find(CompiledElement.Time, moment, Policy, ref @unchecked, null),
            stretch.Parking.IsZero ? null : tariff.Find(CompiledElement.Parking, moment, Policy, ref @unchecked, null),
            reserved ? FindReserved(tariff, CompiledElement.Time, moment, ref @unchecked, null) : null,
            Policy.HubExtensions && tariff.HasSessionTime && stretch.IsSession ? tariff.Find(CompiledElement.SessionTime, moment, Policy, ref @unchecked, null) : null,
            stretch.IsSession ? tariff.Find(CompiledElement.Flat, moment, Policy, ref @unchecked, null) : null);
    }

    /// <summary>The component that counts in reserved time.</summary>
    public ActiveComponent? FindReserved(CompiledTariff tariff, int dimension, in Moment moment, ref bool @unchecked, List<PassedElement>? passed) =>
        tariff.FindReserved(dimension, ReservedUses.InOrder(Expired, Booking), moment, Policy, ref @unchecked, passed);

    /// <summary>The component that counts beyond the end of a booking.</summary>
    public ActiveComponent? FindOvertime(CompiledTariff tariff, int dimension, in Moment moment, ref bool @unchecked, List<PassedElement>? passed) =>
        tariff.FindReserved(dimension, [ReservedUse.BookingOvertime], moment, Policy, ref @unchecked, passed);

    private static Rational Lifted(Stretch stretch, Rational energy)
    {
        if (stretch.Tariff is { Energies.Length: > 0 } tariff && stretch.Index > 0)
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

    private MeasuredPeriod? FirstOfSession()
    {
        MeasuredPeriod? first = null;
        for (var i = 0; i < Input.Periods.Count; i++)
        {
            if (Input.Periods[i].IsReservation)
            {
                HasReservation = true;
            }
            else
            {
                first ??= Input.Periods[i];
            }
        }

        return first;
    }

    private void MakeStretches()
    {
        var periods = Input.Periods;
        var named = false;
        for (var index = 0; index < periods.Count; index++)
        {
            named |= periods[index].TariffId is not null;
        }

        var energy = Rational.Zero;
        for (var index = 0; index < periods.Count; index++)
        {
            var period = periods[index];
            Workspace.Add(period, energy, TariffOf(period, index, named), Policy.SnapHours);
            energy += period.Energy ?? Rational.Zero;
        }
    }

    private CompiledTariff? TariffOf(MeasuredPeriod period, int index, bool named)
    {
        if (period.TariffId is { } id)
        {
            // A tariff id is a CiString. The same id may stand for several validities: the chosen one first.
            var found = SessionTariff is { } session && Is(session, id) ? session : Find(id);
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

    private CompiledTariff? Find(string id)
    {
        foreach (var tariff in Tariffs)
        {
            if (Is(tariff, id))
            {
                return tariff;
            }
        }

        return null;
    }

    private static bool Is(CompiledTariff tariff, string id) => string.Equals(tariff.Source.Id, id, StringComparison.OrdinalIgnoreCase);

    private void Warn()
    {
        foreach (var warning in Input.Tariffs.Warnings)
        {
            if (!(warning.Code == WarningCodes.HubExtension && Policy.HubExtensions) && !(warning.Code == WarningCodes.HubRoundingUnreadable && !Policy.HubExtensions) && !(warning.Code == WarningCodes.BookingUnknown && Booking is not null))
            {
                Warnings.Add(warning);
            }
        }

        if (Input.Start is { Year: 1970 } && Tariffs.Any(tariff => tariff.CanChangeInsidePeriod))
        {
            Warnings.Add(new(WarningCodes.TimesWithheld, null, "The times of the session are withheld (1970); what depends on the clock or on duration cannot be told."));
        }

        if (Input.TimeZone is null && Input.Tariffs.ReadsClock)
        {
            Warnings.Add(new(WarningCodes.TimeZoneUnknown, null, "The tariff reads the local clock and the time zone is not known; UTC is used."));
        }

        if (Input.Tariffs.HasSeveralCurrencies)
        {
            Warnings.Add(new(WarningCodes.CurrencyMismatch, null, "The tariffs are in several currencies; amounts are added up all the same."));
        }
    }
}
