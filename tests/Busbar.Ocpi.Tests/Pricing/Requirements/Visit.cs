using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Tests.Pricing.Requirements;

/// <summary>A vehicle at a station, told step by step in the local time of Amsterdam. Every step is a period of its own.</summary>
internal sealed class Visit
{
    private readonly List<MeasuredPeriod> _periods = [];
    private DateTimeOffset _now;

    private Visit(DateTimeOffset start) => _now = start;

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Starts at a local time, for example "2025-01-14 17:00" (a Tuesday).</summary>
    public static Visit At(string local)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new Visit(new DateTimeOffset(time, Zone.GetUtcOffset(time)).ToUniversalTime());
    }

    /// <summary>Charges for so many minutes, taking so many kilowatt-hours.</summary>
    public Visit Charge(int minutes, decimal kwh = 0, decimal? power = null, decimal? current = null, string? tariff = null) => Add(minutes, period => period with
    {
        Energy = kwh,
        Charging = minutes * 60,
        Power = power is { } kilowatts ? ElectricalValues.Constant(kilowatts) : default,
        Current = current is { } amperes ? ElectricalValues.Constant(amperes) : default,
        TariffId = tariff,
    });

    public Visit Park(int minutes) => Add(minutes, period => period with { Parking = minutes * 60 });

    public Visit Reserve(int minutes) => Add(minutes, period => period with { Reserved = minutes * 60 });

    public PricingResult Price(params Tariff[] tariffs) => Price(OcpiVersion.V221, tariffs);

    public PricingResult Price(OcpiVersion version, params Tariff[] tariffs) => Price(new PricingInput { Tariffs = [.. tariffs], TariffVersion = version, Periods = _periods });

    public PricingResult Price(PricingInput input) => TariffEngine.Price(input with { TimeZone = Zone, Periods = _periods });

    /// <summary>The cost is exactly this, without and with taxes.</summary>
    public void Costs(decimal beforeTaxes, decimal? afterTaxes, params Tariff[] tariffs)
    {
        foreach (var version in (OcpiVersion[])[OcpiVersion.V221, OcpiVersion.V230])
        {
            var total = Price(version, tariffs).Totals.TotalCost;
            Assert.Equal((Rational)beforeTaxes, total.BeforeTaxes);
            if (afterTaxes is { } taxed)
            {
                Assert.Equal((Rational)taxed, total.AfterTaxes);
            }
        }
    }

    private Visit Add(int minutes, Func<MeasuredPeriod, MeasuredPeriod> fill)
    {
        var end = _now.AddMinutes(minutes);
        _periods.Add(fill(new MeasuredPeriod { Start = _now, End = end }));
        _now = end;
        return this;
    }
}
