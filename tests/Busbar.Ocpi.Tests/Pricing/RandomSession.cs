using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>A tariff and a session by chance, the same for the same seed. Everything happens on whole seconds, thresholds of energy too.</summary>
internal sealed class RandomSession
{
    private static readonly string[] Zones = ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    private static readonly string[] Starts =
        ["2026-01-14T10:17:05Z", "2026-03-28T22:40:00Z", "2026-03-29T00:30:00Z", "2026-10-24T22:10:30Z", "2026-10-25T00:05:00Z", "2026-12-31T21:00:00Z", "2026-11-01T04:20:00Z", "2026-04-04T13:10:00Z"];

    private readonly Random _chance;
    private readonly Random _more;
    private readonly bool _wide;

    /// <param name="seed">The same seed makes the same session.</param>
    /// <param name="wide">With energy fed back, a second tariff, taxes of the place and other policies too.</param>
    public RandomSession(int seed, bool wide = false)
    {
        _chance = new Random(seed);
        _more = new Random(seed + 7_000_000);
        _wide = wide;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(Pick(Zones));
        Start = DateTimeOffset.Parse(Pick(Starts), System.Globalization.CultureInfo.InvariantCulture);
        PowerKw = Pick([3.6m, 7.2m, 36m, 144m]);
        Tariff = MakeTariff();
        Events = MakeEvents();
        if (wide)
        {
            Widen();
        }
    }

    public PricingPolicy Policy { get; private set; } = PricingPolicy.Default;

    /// <summary>The tariff that counts after a change of preference, when there is one.</summary>
    public Tariff? Second { get; private set; }

    public TimeZoneInfo TimeZone { get; }

    public DateTimeOffset Start { get; }

    public decimal PowerKw { get; }

    public Tariff Tariff { get; private set; }

    public IReadOnlyList<SessionEvent> Events { get; private set; }

    public SessionInput Input => new() { Tariffs = Second is null ? [Tariff] : [Tariff, Second], TimeZone = TimeZone, Events = Events };

    private void Widen()
    {
        Policy = PricingPolicy.Default with
        {
            StationPause = More([StationPause.Neither, StationPause.Time, StationPause.ParkingTime]),
            FlatFees = More([FlatFees.FirstOncePerSession, FlatFees.EachElementOnce]),
            ExportedEnergy = More([ExportedEnergy.SignedPrice, ExportedEnergy.Unpriced]),
            TaxProfile = More<IReadOnlyList<TaxRate>>([[], [new TaxRate("GST", 5), new TaxRate("QST", 9.975m)]]),
        };
        if (Policy.TaxProfile.Count > 0)
        {
            // Rates of its own only here and there: elsewhere the taxes of the place lie on the price.
            Tariff = Tariff with { Elements = [.. Tariff.Elements.Select(element => element with { PriceComponents = [.. element.PriceComponents.Select(component => _more.Next(3) == 0 ? component : component with { Vat = null })] })] };
        }

        if (_more.Next(3) == 0)
        {
            Second = MakeTariff() with { Id = "T2", TaxIncluded = Tariff.TaxIncluded, StartDateTime = DateTimeOffset.UnixEpoch.AddYears(200) };
            var at = _more.Next(1, Events.Count);
            Events = [.. Events.Select((seen, index) => index == at && seen.State is not (SessionState.Ended or SessionState.Expired) ? seen with { TariffId = "T2" } : seen)];
        }
    }

    private T More<T>(T[] values) => values[_more.Next(values.Length)];

    private List<SessionEvent> MakeEvents()
    {
        var events = new List<SessionEvent>();
        var (at, meter) = (Start, 100m);
        var reserved = In100(25);
        if (reserved)
        {
            events.Add(new SessionEvent { At = at, State = SessionState.Reserved });
            at = at.AddSeconds(_chance.Next(60, 2400));
        }

        if (reserved && In100(25))
        {
            events.Add(new SessionEvent { At = at, State = SessionState.Expired });
            return events;
        }

        for (var i = _chance.Next(1, 5); i > 0; i--)
        {
            var state = i % 2 == 1 || In100(40) ? SessionState.Charging : Pick([SessionState.SuspendedByVehicle, SessionState.SuspendedByStation]);
            var seconds = _chance.Next(30, 4000);
            events.Add(new SessionEvent { At = at, State = state, MeterKwh = meter });
            at = at.AddSeconds(seconds);
            var back = _wide && state == SessionState.Charging && _more.Next(5) == 0;
            meter += state == SessionState.Charging ? (back ? -PowerKw : PowerKw) * seconds / 3600 : 0;
        }

        events.Add(new SessionEvent { At = at, State = SessionState.Ended, MeterKwh = meter });
        return events;
    }

    private Tariff MakeTariff()
    {
        var elements = new List<TariffElement>();
        for (var i = _chance.Next(1, 7); i > 0; i--)
        {
            elements.Add(new TariffElement
            {
                PriceComponents = [.. new[] { TariffDimensionType.Energy, TariffDimensionType.Time, TariffDimensionType.ParkingTime, TariffDimensionType.Flat }
                    .Where(_ => In100(55)).Select(Component).DefaultIfEmpty(Component(TariffDimensionType.Energy))],
                Restrictions = In100(75) ? MakeRestrictions() : null,
            });
        }

        return new Tariff
        {
            CountryCode = "NL", PartyId = "EXA", Id = "T", Currency = "EUR", LastUpdated = Start, Elements = elements,
            TaxIncluded = Pick([TaxIncluded.No, TaxIncluded.Yes, TaxIncluded.NotApplicable]),
            MinPrice = In100(20) ? new PriceLimit { BeforeTaxes = _chance.Next(1, 9), AfterTaxes = _chance.Next(1, 9) } : null,
            MaxPrice = In100(20) ? new PriceLimit { BeforeTaxes = _chance.Next(9, 20), AfterTaxes = _chance.Next(9, 20) } : null,
        };
    }

    private PriceComponent Component(TariffDimensionType type) => new()
    {
        Type = type,
        Price = _chance.Next(0, 900) / 100m,
        Vat = Pick([0m, 9m, 21m]),
        StepSize = type == TariffDimensionType.Energy ? Pick([0, 1, 1, 100, 500]) : Pick([0, 1, 1, 60, 300, 900]),
    };

    private TariffRestrictions MakeRestrictions()
    {
        string Time() => $"{_chance.Next(24):00}:{Pick([0, 15, 30, 59]):00}";
        var days = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY" };
        return new TariffRestrictions
        {
            StartTime = In100(35) ? Time() : null,
            EndTime = In100(35) ? Time() : null,
            StartDate = In100(10) ? "2026-03-29" : null,
            EndDate = In100(10) ? "2026-10-25" : null,
            DayOfWeek = In100(25) ? [.. days.Where(_ => In100(50)).DefaultIfEmpty("SUNDAY").Select(day => new Busbar.Ocpi.Model.Tariffs.DayOfWeek(day))] : [],
            MinDuration = In100(20) ? _chance.Next(0, 5000) : null,
            MaxDuration = In100(20) ? _chance.Next(1000, 9000) : null,

            // Energy flows in whole multiples of this per second.
            MinKwh = In100(20) ? PowerKw / 3600 * _chance.Next(0, 4000) : null,
            MaxKwh = In100(20) ? PowerKw / 3600 * _chance.Next(500, 6000) : null,
            MinPower = In100(12) ? Pick([1m, 7.2m, 20m]) : null,
            MaxPower = In100(12) ? Pick([7.2m, 20m, 150m]) : null,
            Reservation = In100(20) ? Pick([ReservationRestrictionType.Reservation, ReservationRestrictionType.ReservationExpires]) : null,
        };
    }

    private bool In100(int chance) => _chance.Next(100) < chance;

    private T Pick<T>(T[] values) => values[_chance.Next(values.Length)];
}
