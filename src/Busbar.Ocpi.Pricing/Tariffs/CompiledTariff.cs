using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A tariff read once and made ready to price with. It does not change, and may be kept and used by many threads.</summary>
public sealed class CompiledTariff
{
    private readonly CompiledElement[] _elements;
    private readonly Candidates[] _candidates = new Candidates[(int)ReservedUse.Unreadable];
    private readonly string?[] _noPrice = new string?[Enum.GetValues<BilledDimension>().Length];
    private string? _fingerprint;

    /// <summary>Reads a tariff.</summary>
    /// <param name="source">The tariff, in the canonical shape.</param>
    public CompiledTariff(Tariff source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        _elements = new CompiledElement[source.Elements.Count];
        var times = new SortedSet<long>();
        var energies = new SortedSet<Rational>();
        var sessionDurations = new SortedSet<long>();
        var reservationDurations = new SortedSet<long>();
        for (var index = 0; index < _elements.Length; index++)
        {
            var element = _elements[index] = new CompiledElement(source, index);
            if (element.Restrictions is not { } restrictions)
            {
                continue;
            }

            ReadsClock |= restrictions.ReadsClock;
            ReadsPower |= restrictions.ReadsPower;
            ReadsCurrent |= restrictions.ReadsCurrent;
            times.UnionWith(restrictions.TimesOfDay);
            energies.UnionWith(restrictions.Energies);
            (element.Use == ReservedUse.None ? sessionDurations : reservationDurations).UnionWith(restrictions.Durations);
        }

        if (ReadsClock)
        {
            times.Add(0);
        }

        TimesOfDay = [.. times];
        Energies = [.. energies];
        SessionDurations = [.. sessionDurations];
        ReservationDurations = [.. reservationDurations];
        for (var use = ReservedUse.None; use < ReservedUse.Unreadable; use++)
        {
            _candidates[(int)use] = new(_elements, use);
        }

        Conditions = new(source);
        HasSessionTime = Array.Exists(_elements, element => element[CompiledElement.SessionTime] is not null);
        Warnings = [.. Warn()];
    }

    /// <summary>The tariff as it was given.</summary>
    public Tariff Source { get; }

    /// <summary>A hash of everything that a price depends on, in hexadecimal digits; the same for the same prices, whatever the id and the texts are.</summary>
    public string Fingerprint => _fingerprint ??= TariffFingerprint.Of(Source);

    /// <summary>What a reader of any of its prices should know.</summary>
    internal IReadOnlyList<PricingWarning> Warnings { get; }

    /// <summary>What a hub's conditions on the whole tariff are.</summary>
    internal HubConditions Conditions { get; }

    /// <summary>Whether it prices a dimension that only a hub knows.</summary>
    internal bool HasSessionTime { get; }

    internal bool ReadsClock { get; }

    internal bool ReadsPower { get; }

    internal bool ReadsCurrent { get; }

    /// <summary>Local times of day, as ticks, at which another element may begin to count.</summary>
    internal long[] TimesOfDay { get; }

    /// <summary>Kilowatt-hours at which another element may begin to count.</summary>
    internal Rational[] Energies { get; }

    internal long[] SessionDurations { get; }

    internal long[] ReservationDurations { get; }

    /// <summary>Whether one and the same period can have several prices.</summary>
    internal bool CanChangeInsidePeriod => ReadsClock || Energies.Length > 0 || SessionDurations.Length > 0 || ReservationDurations.Length > 0;

    internal IReadOnlyList<CompiledElement> Elements => _elements;

    internal CompiledElement Element(int index) => _elements[index];

    /// <summary>The elements that can price a part of a session, in the order in which they are looked at.</summary>
    internal IEnumerable<CompiledElement> CandidatesFor(SessionPart part) => part switch
    {
        SessionPart.Session => _candidates[(int)ReservedUse.None].All,
        SessionPart.Reservation => _candidates[(int)ReservedUse.Reservation].All,
        _ => _candidates[(int)ReservedUse.ReservationExpires].All.Concat(_candidates[(int)ReservedUse.Reservation].All),
    };

    /// <summary>The component of a dimension that counts outside reserved time.</summary>
    internal ActiveComponent? Find(int dimension, in Moment moment, PricingPolicy policy, ref bool @unchecked, List<PassedElement>? passed) =>
        _candidates[(int)ReservedUse.None].Find(dimension, moment, policy, ref @unchecked, passed);

    /// <summary>The component of a dimension that counts in reserved time: of the first use that has one.</summary>
    internal ActiveComponent? FindReserved(int dimension, ReadOnlySpan<ReservedUse> uses, in Moment moment, PricingPolicy policy, ref bool @unchecked, List<PassedElement>? passed)
    {
        foreach (var use in uses)
        {
            if (_candidates[(int)use].Find(dimension, moment, policy, ref @unchecked, passed) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The words for a volume without a price.</summary>
    internal string NoPriceFor(BilledDimension dimension) =>
        _noPrice[(int)dimension] ??= $"No element of tariff {Source.Id} prices {dimension} here: it costs nothing.";

    private IEnumerable<PricingWarning> Warn()
    {
        foreach (var element in _elements.Where(element => element.Use == ReservedUse.Unreadable))
        {
            yield return new(WarningCodes.RestrictionUnreadable, null, $"A restriction of element {element.Index + 1} of tariff {Source.Id} cannot be read; it never applies.");
        }

        foreach (var element in _elements.Where(element => element.HasUnknownMembers))
        {
            yield return new(WarningCodes.UnknownMember, null, $"Element {element.Index + 1} of tariff {Source.Id} has members that are not known; they are ignored.");
        }

        foreach (var element in _elements.Where(element => element.Use.IsBooking()))
        {
            yield return new(WarningCodes.BookingUnknown, null, $"Element {element.Index + 1} of tariff {Source.Id} prices bookings and no booking is known; it never applies.");
        }

        foreach (var element in _elements.Where(element => element[CompiledElement.SessionTime] is not null))
        {
            yield return new(WarningCodes.HubExtension, null, $"Element {element.Index + 1} of tariff {Source.Id} prices SESSION_TIME, which is a hub's own; that price is left out.");
        }

        foreach (var element in _elements)
        {
            foreach (var member in Source.Elements[element.Index].PriceComponents.SelectMany(HubRounding.Unreadable).Distinct())
            {
                yield return new(WarningCodes.HubRoundingUnreadable, null, $"A {member} in element {element.Index + 1} of tariff {Source.Id} cannot be read; it is left aside.");
            }
        }

        foreach (var element in _elements.Where(element => element.HasUnknownDimension))
        {
            yield return new(WarningCodes.DimensionUnknown, null, $"Element {element.Index + 1} of tariff {Source.Id} prices an unknown dimension; that price is left out.");
        }
    }
}
