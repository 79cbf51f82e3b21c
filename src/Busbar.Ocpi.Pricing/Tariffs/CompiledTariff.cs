using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A tariff made ready: finds the component that counts at a moment.</summary>
internal sealed class CompiledTariff
{
    private readonly CompiledElement[] _elements;
    private readonly bool _perElement;

    public CompiledTariff(Tariff source, PricingPolicy policy)
    {
        Source = source;
        _perElement = policy.Selection == ElementSelection.PerElement;
        _elements = new CompiledElement[source.Elements.Count];
        var times = new SortedSet<long>();
        var energies = new SortedSet<Rational>();
        var sessionDurations = new SortedSet<long>();
        var reservationDurations = new SortedSet<long>();
        for (var index = 0; index < _elements.Length; index++)
        {
            var element = _elements[index] = new CompiledElement(source, index, policy);
            if (element.Restrictions is not { } restrictions)
            {
                continue;
            }

            ReadsClock |= restrictions.ReadsClock;
            ReadsPower |= restrictions.ReadsPower;
            ReadsCurrent |= restrictions.ReadsCurrent;
            times.UnionWith(restrictions.TimesOfDay);
            energies.UnionWith(restrictions.Energies);
            (element.Reservation is null ? sessionDurations : reservationDurations).UnionWith(restrictions.Durations);
        }

        if (ReadsClock)
        {
            times.Add(0);
        }

        TimesOfDay = [.. times];
        Energies = [.. energies];
        SessionDurations = [.. sessionDurations];
        ReservationDurations = [.. reservationDurations];
    }

    public Tariff Source { get; }

    public bool ReadsClock { get; }

    public bool ReadsPower { get; }

    public bool ReadsCurrent { get; }

    /// <summary>Local times of day, as ticks, at which another element may begin to count.</summary>
    public IReadOnlyList<long> TimesOfDay { get; }

    /// <summary>Kilowatt-hours at which another element may begin to count.</summary>
    public IReadOnlyList<Rational> Energies { get; }

    public IReadOnlyList<long> SessionDurations { get; }

    public IReadOnlyList<long> ReservationDurations { get; }

    /// <summary>Whether one and the same period can have several prices.</summary>
    public bool CanChangeInsidePeriod => ReadsClock || Energies.Count > 0 || SessionDurations.Count > 0 || ReservationDurations.Count > 0;

    public IEnumerable<int> UnreadableElements => _elements.Where(element => element.Restrictions is { IsReadable: false }).Select(element => element.Index);

    public IEnumerable<int> ElementsWithUnknownDimension => _elements.Where(element => element.HasUnknownDimension).Select(element => element.Index);

    public IEnumerable<int> ElementsWithUnknownMembers => _elements.Where(element => element.HasUnknownMembers).Select(element => element.Index);

    public CompiledElement Element(int index) => _elements[index];

    /// <summary>The component of a dimension that counts outside reserved time.</summary>
    public ActiveComponent? Find(int dimension, in Moment moment, ref bool @unchecked, ICollection<PassedElement>? passed) =>
        Search(dimension, reservation: null, moment, ref @unchecked, passed);

    /// <summary>The component of a dimension that counts in reserved time. Elements for expired reservations come first (D-RES-EXP).</summary>
    public ActiveComponent? FindReserved(int dimension, bool expired, in Moment moment, ref bool @unchecked, ICollection<PassedElement>? passed) =>
        (expired ? Search(dimension, ReservationRestrictionType.ReservationExpires, moment, ref @unchecked, passed) : null)
        ?? Search(dimension, ReservationRestrictionType.Reservation, moment, ref @unchecked, passed);

    private ActiveComponent? Search(
        int dimension, ReservationRestrictionType? reservation, in Moment moment, ref bool @unchecked, ICollection<PassedElement>? passed)
    {
        foreach (var element in _elements)
        {
            var component = element[dimension];
            if (element.Reservation != reservation || (component is null && !_perElement))
            {
                continue;
            }

            var uncheckedHere = false;
            if (element.Restrictions?.FirstFailure(moment, reservation is not null, ref uncheckedHere) is { } failure)
            {
                passed?.Add(new PassedElement(element.Index, failure));
                @unchecked |= uncheckedHere;
                continue;
            }

            @unchecked |= uncheckedHere;
            return component;
        }

        return null;
    }
}
