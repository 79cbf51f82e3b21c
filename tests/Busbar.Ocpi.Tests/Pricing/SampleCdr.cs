using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>CDRs as a partner writes them.</summary>
internal static class SampleCdr
{
    /// <summary>Two hours, 20 kWh: 0.50 with 20 % and 5.00 with 10 % of tax.</summary>
    public static Cdr Good() => Of(
        Make.Tariff(Make.Element(Make.Flat(0.50m, 20), Make.Energy(0.25m, vat: 10))), Make.Period("2026-01-14T10:00:00Z", 120, 20));

    /// <summary>What a partner sends that prices these periods by a policy, or from an input changed on the way.</summary>
    public static Cdr Of(Tariff tariff, params MeasuredPeriod[] periods) => By(Make.Input(tariff, periods), PricingPolicy.Default);

    public static Cdr By(PricingInput input, PricingPolicy policy)
    {
        var cdr = Empty(input);
        return CdrWriter.Fill(cdr, TariffEngine.Price(input, policy)) with { ChargingPeriods = CdrWriter.Periods(input.Periods) };
    }

    public static Cdr Empty(PricingInput input) => new()
    {
        CountryCode = "NL", PartyId = "EXA", Id = "C1", StartDateTime = input.Periods[0].Start, EndDateTime = input.Periods[^1].End,
        CdrToken = new CdrToken { CountryCode = "DE", PartyId = "TST", Uid = "U", Type = TokenType.Rfid, ContractId = "C" },
        AuthMethod = AuthMethod.Whitelist, Currency = input.Tariffs[0].Currency, Tariffs = input.Tariffs, TotalCost = Price(0, 0), TotalEnergy = 0, TotalTime = 0,
        LastUpdated = input.Periods[^1].End,
        CdrLocation = new CdrLocation
        {
            Id = "L", Address = "A", City = "C", Country = "NLD", Coordinates = new GeoLocation { Latitude = "52.0", Longitude = "4.0" }, EvseUid = "E", EvseId = "E",
            ConnectorId = "1", ConnectorStandard = ConnectorType.From("IEC_62196_T2"), ConnectorFormat = ConnectorFormat.Socket, ConnectorPowerType = PowerType.From("AC_3_PHASE"),
        },
    };

    public static Price Price(decimal before, decimal tax) => new() { BeforeTaxes = before, Taxes = [new TaxAmount { Name = "VAT", Amount = tax }] };
}
