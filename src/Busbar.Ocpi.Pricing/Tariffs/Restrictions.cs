using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The restrictions of one element, read once.</summary>
internal sealed class Restrictions
{
    private readonly TariffRestrictions _source;
    private readonly long? _startTime;
    private readonly long? _endTime;
    private readonly long? _startDate;
    private readonly long? _endDate;
    private readonly int _weekdays;
    private readonly Rational? _minKwh;
    private readonly Rational? _maxKwh;
    private readonly ElectricalLimits _current;
    private readonly ElectricalLimits _power;
    private readonly long? _minDuration;
    private readonly long? _maxDuration;
    private readonly bool _readsTime;
    private readonly bool _readsDate;
    private readonly bool _readsEnergy;
    private readonly bool _readsDuration;

    public Restrictions(TariffRestrictions source)
    {
        _source = source;
        var readable = true;
        _startTime = Time(source.StartTime, ref readable);
        _endTime = Time(source.EndTime, ref readable);
        _startDate = Date(source.StartDate, ref readable);
        _endDate = Date(source.EndDate, ref readable);
        _weekdays = Weekdays(source.DayOfWeek, ref readable);
        _minKwh = source.MinKwh;
        _maxKwh = source.MaxKwh;
        _minDuration = source.MinDuration * Ticks.Second;
        _maxDuration = source.MaxDuration * Ticks.Second;
        _current = new(source.MinCurrent, source.MaxCurrent);
        _power = new(source.MinPower, source.MaxPower);
        _readsTime = _startTime is not null || _endTime is not null;
        _readsDate = _startDate is not null || _endDate is not null;
        _readsEnergy = _minKwh is not null || _maxKwh is not null;
        _readsDuration = _minDuration is not null || _maxDuration is not null;
        IsReadable = readable;
    }

    /// <summary>False when something in it cannot be read: the element never applies then, for a dropped restriction would give energy away.</summary>
    public bool IsReadable { get; }

    public bool ReadsClock => _readsTime || _readsDate || _weekdays != 0;

    public bool ReadsPower => _power.IsGiven;

    public bool ReadsCurrent => _current.IsGiven;

    /// <summary>Times of day at which the outcome may change, without midnight.</summary>
    public IEnumerable<long> TimesOfDay => Given(_startTime, _endTime);

    /// <summary>Ticks of session at which the outcome may change.</summary>
    public IEnumerable<long> Durations => Given(_minDuration, _maxDuration);

    /// <summary>Kilowatt-hours at which the outcome may change.</summary>
    public IEnumerable<Rational> Energies
    {
        get
        {
            if (_minKwh is { } min)
            {
                yield return min;
            }

            if (_maxKwh is { } max)
            {
                yield return max;
            }
        }
    }

    /// <summary>The moments at which all restrictions hold, apart from the reservation.</summary>
    /// <param name="policy">How to read what the standard leaves open.</param>
    /// <param name="powerKnown">Whether the power is known; a limit on one that is not holds or fails as the policy says.</param>
    /// <param name="currentKnown">The same of the current.</param>
    public IEnumerable<Region> Regions(PricingPolicy policy, bool powerKnown = true, bool currentKnown = true)
    {
        var fails = !policy.UnknownElectricalValueMatches && ((ReadsPower && !powerKnown) || (ReadsCurrent && !currentKnown));
        if (!IsReadable || fails)
        {
            return [];
        }

        var region = Region.Everything
            .With(Axis.Date, (decimal?)_startDate / TimeSpan.TicksPerDay, (decimal?)_endDate / TimeSpan.TicksPerDay)
            .With(Axis.Energy, _source.MinKwh, _source.MaxKwh)
            .With(Axis.Duration, _source.MinDuration, _source.MaxDuration)
            .OnWeekdays(_weekdays == 0 ? Region.EveryDay : _weekdays);
        if (powerKnown)
        {
            region = region.With(Axis.LowestPower, _source.MinPower, null).With(Axis.HighestPower, null, _source.MaxPower);
        }

        if (currentKnown)
        {
            region = region.With(Axis.LowestCurrent, _source.MinCurrent, null).With(Axis.HighestCurrent, null, _source.MaxCurrent);
        }

        return Windows(policy).Select(window => region.With(Axis.Time, window.From, window.To)).Where(part => !part.IsEmpty);
    }

    /// <summary>The first restriction that does not hold; null when all do. <paramref name="unchecked"/> is set when a value was not known.</summary>
    public RestrictionKind? FirstFailure(in Moment moment, bool reserved, PricingPolicy policy, ref bool @unchecked)
    {
        if (!IsReadable)
        {
            return RestrictionKind.Unreadable;
        }

        if (ReadsClock && ClockFailure(moment.LocalTicks, policy) is { } failure)
        {
            return failure;
        }

        if (_readsEnergy && (moment.Energy < _minKwh || moment.Energy >= _maxKwh))
        {
            return RestrictionKind.Energy;
        }

        if (_readsDuration)
        {
            var elapsed = reserved ? moment.ReservationTicks : moment.SessionTicks;
            if (elapsed < _minDuration || elapsed >= _maxDuration)
            {
                return RestrictionKind.Duration;
            }
        }

        if (_current.IsGiven && !_current.Hold(moment.Flow.Current, policy.UnknownElectricalValueMatches, ref @unchecked))
        {
            return RestrictionKind.Current;
        }

        return !_power.IsGiven || _power.Hold(moment.Flow.Power, policy.UnknownElectricalValueMatches, ref @unchecked) ? null : RestrictionKind.Power;
    }

    private RestrictionKind? ClockFailure(long local, PricingPolicy policy)
    {
        var time = local % TimeSpan.TicksPerDay;
        if (_readsTime && !TimeHolds(time, policy))
        {
            return RestrictionKind.TimeOfDay;
        }

        var date = local - time;
        if (_readsDate && (date < _startDate || date >= _endDate))
        {
            return RestrictionKind.Date;
        }

        // Day 0 of the calendar was a Monday.
        return _weekdays != 0 && (_weekdays & (1 << (int)(((local / TimeSpan.TicksPerDay) + 1) % 7))) == 0 ? RestrictionKind.DayOfWeek : null;
    }

    private bool TimeHolds(long time, PricingPolicy policy)
    {
        // A missing start is midnight; a missing end, and midnight as an end, are the end of the day (D-TIME-OPEN).
        var start = _startTime ?? 0;
        var end = _endTime is null or 0 ? TimeSpan.TicksPerDay : _endTime.Value;
        if (_startTime == _endTime && start != 0)
        {
            return policy.EqualTimes == EqualTimes.WholeDay;
        }

        return start < end ? time >= start && time < end : time >= start || time < end;
    }

    private IEnumerable<(long From, long To)> Windows(PricingPolicy policy)
    {
        var start = _startTime ?? 0;
        var end = _endTime is null or 0 ? TimeSpan.TicksPerDay : _endTime.Value;
        if (!_readsTime || (_startTime == _endTime && start != 0))
        {
            return !_readsTime || policy.EqualTimes == EqualTimes.WholeDay ? [(0, TimeSpan.TicksPerDay)] : [];
        }

        return start < end ? [(start, end)] : [(start, TimeSpan.TicksPerDay), (0, end)];
    }

    private static IEnumerable<long> Given(long? left, long? right)
    {
        if (left is { } first)
        {
            yield return first;
        }

        if (right is { } second)
        {
            yield return second;
        }
    }

    private static long? Time(string? text, ref bool readable)
    {
        if (text is null)
        {
            return null;
        }

        if (text is "24:00" or "24:00:00")
        {
            return 0;
        }

        var read = TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        readable &= read;
        return time.Ticks;
    }

    private static long? Date(string? text, ref bool readable)
    {
        if (text is null)
        {
            return null;
        }

        var read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        readable &= read;
        return date.ToDateTime(TimeOnly.MinValue).Ticks;
    }

    private static int Weekdays(IReadOnlyList<Model.Tariffs.DayOfWeek> days, ref bool readable)
    {
        var mask = 0;
        foreach (var day in days)
        {
            var known = Enum.TryParse<System.DayOfWeek>(day.Value, ignoreCase: true, out var weekday) && !char.IsAsciiDigit(day.Value[0]);
            readable &= known;
            mask |= known ? 1 << (int)weekday : 0;
        }

        return mask;
    }
}
