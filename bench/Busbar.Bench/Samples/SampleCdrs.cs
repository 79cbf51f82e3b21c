using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Bench.Samples;

/// <summary>CDRs as they come in: a typical one, and a long session under a day-ahead tariff.</summary>
internal static class SampleCdrs
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Four periods and three elements: dearer by day with a start fee, cheaper by night, parking paid after three hours.</summary>
    public static Cdr Typical() => Make(
        "2026-06-09T16:12:31Z",
        "2026-06-09T19:57:31Z",
        [
            Period("2026-06-09T16:12:31Z", (CdrDimensionType.Energy, 11.2345m), (CdrDimensionType.Time, 1.7914m)),
            Period("2026-06-09T18:00:00Z", (CdrDimensionType.Energy, 7.5012m), (CdrDimensionType.Time, 1m)),
            Period("2026-06-09T19:00:00Z", (CdrDimensionType.ParkingTime, 0.2086m)),
            Period("2026-06-09T19:12:31Z", (CdrDimensionType.ParkingTime, 0.75m)),
        ],
        [
            Element(new() { StartTime = "08:00", EndTime = "20:00" }, (TariffDimensionType.Energy, 0.49m), (TariffDimensionType.Flat, 0.35m)),
            Element(new(), (TariffDimensionType.Energy, 0.39m), (TariffDimensionType.Flat, 0.35m)),
            Element(new() { MinDuration = 10_800 }, (TariffDimensionType.ParkingTime, 3m)),
        ]);

    /// <summary>Two days of hourly prices as 48 elements with a date and an hour each; twelve hours of session in twelve periods.</summary>
    public static Cdr DayAhead()
    {
        var start = Time("2026-06-09T17:00:00Z");
        var elements = Enumerable.Range(0, 48).Select(hour => Element(
            new()
            {
                StartDate = Date(hour / 24),
                EndDate = Date((hour / 24) + 1),
                StartTime = string.Create(CultureInfo.InvariantCulture, $"{hour % 24:00}:00"),
                EndTime = string.Create(CultureInfo.InvariantCulture, $"{(hour + 1) % 24:00}:00"),
            },
            (TariffDimensionType.Energy, 0.21m + (hour * 7 % 24 / 100m))));
        var periods = Enumerable.Range(0, 12).Select(hour => new ChargingPeriod
        {
            StartDateTime = start.AddHours(hour),
            Dimensions = [new() { Type = CdrDimensionType.Energy, Volume = 3.6172m + (hour / 10_000m) }, new() { Type = CdrDimensionType.Time, Volume = 1 }],
        });
        return Make("2026-06-09T17:00:00Z", "2026-06-10T05:00:00Z", [.. periods], [.. elements]);
    }

    private static Cdr Make(string start, string end, IReadOnlyList<ChargingPeriod> periods, IReadOnlyList<TariffElement> elements) => new()
    {
        CountryCode = "NL",
        PartyId = "EXA",
        Id = "CDR-0001",
        StartDateTime = Time(start),
        EndDateTime = Time(end),
        SessionId = "S-0001",
        CdrToken = new() { CountryCode = "NL", PartyId = "EXB", Uid = "0102030405", Type = TokenType.Rfid, ContractId = "NL-EXB-C00000001-X" },
        AuthMethod = AuthMethod.Whitelist,
        CdrLocation = new()
        {
            Id = "L-0001", Address = "Stationsplein 1", City = "Utrecht", Country = "NLD", Coordinates = new() { Latitude = "52.0893", Longitude = "5.1101" },
            EvseUid = "E-1", EvseId = "NL*EXA*E1", ConnectorId = "1",
            ConnectorStandard = ConnectorType.Iec62196T2, ConnectorFormat = ConnectorFormat.Socket, ConnectorPowerType = PowerType.Ac3Phase,
        },
        Currency = "EUR",
        Tariffs =
        [
            new Tariff { CountryCode = "NL", PartyId = "EXA", Id = "T-0001", Currency = "EUR", TaxIncluded = TaxIncluded.No, Elements = elements, LastUpdated = Time("2026-01-01T00:00:00Z") },
        ],
        ChargingPeriods = periods,
        TotalCost = new() { BeforeTaxes = 10 },
        TotalEnergy = periods.Sum(period => period.Dimensions.Where(dimension => dimension.Type == CdrDimensionType.Energy).Sum(dimension => dimension.Volume)),
        TotalTime = (decimal)(Time(end) - Time(start)).TotalHours,
        LastUpdated = Time(end),
    };

    private static TariffElement Element(TariffRestrictions when, params (TariffDimensionType Type, decimal Price)[] components) => new()
    {
        PriceComponents = [.. components.Select(component => new PriceComponent { Type = component.Type, Price = component.Price, Vat = 21, StepSize = 1 })],
        Restrictions = when == new TariffRestrictions() ? null : when,
    };

    private static ChargingPeriod Period(string start, params (CdrDimensionType Type, decimal Volume)[] dimensions) => new()
    {
        StartDateTime = Time(start),
        Dimensions = [.. dimensions.Select(dimension => new CdrDimension { Type = dimension.Type, Volume = dimension.Volume })],
    };

    private static string Date(int day) => DateOnly.Parse("2026-06-09", CultureInfo.InvariantCulture).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
