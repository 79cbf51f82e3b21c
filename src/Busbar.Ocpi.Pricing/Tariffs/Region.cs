namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A set of moments: an interval on each axis, and weekdays. Restrictions are such regions, or two of them when a window wraps over midnight.</summary>
internal sealed class Region
{
    public const int EveryDay = 0b111_1111;
    public const int Axes = 8;

    /// <summary>The least of energy, power and current that is more than nothing.</summary>
    public const decimal Tiny = 0.000_000_001m;

    public const decimal NoLimit = 1_000_000_000_000_000_000m;

    // Sessions take place between 1970 and 9999.
    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly int LastDay = new DateOnly(9999, 1, 1).DayNumber;

    private readonly (decimal From, decimal To)[] _intervals;

    private Region((decimal From, decimal To)[] intervals, int weekdays)
    {
        _intervals = intervals;
        Weekdays = weekdays;
    }

    /// <summary>Every moment of every session that takes energy.</summary>
    public static Region Everything { get; } = new(
        [
            (0, TimeSpan.TicksPerDay), (FirstDay, LastDay), (0, NoLimit), (0, NoLimit), (0, NoLimit), (0, NoLimit), (0, NoLimit), (0, NoLimit),
        ],
        EveryDay);

    /// <summary>Weekdays as bits, Sunday first.</summary>
    public int Weekdays { get; }

    public (decimal From, decimal To) this[Axis axis] => _intervals[(int)axis];

    /// <summary>Whether no moment is in it: no number on an axis, no such weekday among its dates, or more as the lowest than as the highest value.</summary>
    public bool IsEmpty =>
        Weekdays == 0
        || Array.Exists(_intervals, interval => interval.From >= interval.To)
        || this[Axis.LowestPower].From >= this[Axis.HighestPower].To
        || this[Axis.LowestCurrent].From >= this[Axis.HighestCurrent].To
        || FirstDate() is null;

    /// <summary>Whether a moment is in it at which the lowest power is the highest, and the same of the current.</summary>
    public bool HasConstantFlow => Constant(Axis.LowestPower, Axis.HighestPower) && Constant(Axis.LowestCurrent, Axis.HighestCurrent);

    public Region With(Axis axis, decimal? from, decimal? to)
    {
        if (from is null && to is null)
        {
            return this;
        }

        var intervals = _intervals.ToArray();
        var (low, high) = intervals[(int)axis];
        intervals[(int)axis] = (Math.Max(low, Math.Min(from ?? low, NoLimit)), Math.Min(high, to ?? high));
        return new(intervals, Weekdays);
    }

    public Region OnWeekdays(int weekdays) => new(_intervals, Weekdays & weekdays);

    public bool Contains(Region other)
    {
        for (var axis = 0; axis < Axes; axis++)
        {
            if (other._intervals[axis].From < _intervals[axis].From || other._intervals[axis].To > _intervals[axis].To)
            {
                return false;
            }
        }

        return (other.Weekdays & ~Weekdays) == 0;
    }

    public Region And(Region other)
    {
        var intervals = new (decimal, decimal)[Axes];
        for (var axis = 0; axis < Axes; axis++)
        {
            intervals[axis] = (Math.Max(_intervals[axis].From, other._intervals[axis].From), Math.Min(_intervals[axis].To, other._intervals[axis].To));
        }

        return new(intervals, Weekdays & other.Weekdays);
    }

    /// <summary>The part inside another region first, then parts that together are the rest. None of them is empty.</summary>
    public IEnumerable<Region> SplitBy(Region other)
    {
        var inside = And(other);
        if (!inside.IsEmpty)
        {
            yield return inside;
        }

        var rest = this;
        for (var axis = 0; axis < Axes; axis++)
        {
            var cut = other._intervals[axis];
            foreach (var part in new[] { rest.With((Axis)axis, null, cut.From), rest.With((Axis)axis, cut.To, null) })
            {
                if (!part.IsEmpty)
                {
                    yield return part;
                }
            }

            rest = rest.With((Axis)axis, cut.From, cut.To);
        }

        rest = rest.OnWeekdays(~other.Weekdays & EveryDay);
        if (!rest.IsEmpty)
        {
            yield return rest;
        }
    }

    private bool Constant(Axis lowest, Axis highest) => Math.Max(this[lowest].From, this[highest].From) < Math.Min(this[lowest].To, this[highest].To);

    /// <summary>The first date from a given one on that is in it; null when there is none.</summary>
    public DateOnly? FirstDate(DateOnly from = default)
    {
        var first = Math.Max((int)Math.Ceiling(this[Axis.Date].From), from.DayNumber);
        for (var day = first; day < first + 7 && day < this[Axis.Date].To; day++)
        {
            var date = DateOnly.FromDayNumber(day);
            if ((Weekdays & (1 << (int)date.DayOfWeek)) != 0)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The last date that is in it; null when there is none.</summary>
    public DateOnly? LastDate()
    {
        var last = (int)Math.Ceiling(this[Axis.Date].To) - 1;
        for (var day = last; day > last - 7 && day >= this[Axis.Date].From; day--)
        {
            if ((Weekdays & (1 << (int)DateOnly.FromDayNumber(day).DayOfWeek)) != 0)
            {
                return DateOnly.FromDayNumber(day);
            }
        }

        return null;
    }
}
