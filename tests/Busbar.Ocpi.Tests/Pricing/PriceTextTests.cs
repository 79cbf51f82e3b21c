using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Discrepancies;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Reports.Languages;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Prices and verdicts in words.</summary>
public sealed class PriceTextTests
{
    public static TheoryData<string> Tags => [.. Language.All.Select(language => language.Tag)];

    [Theory]
    [InlineData("en", "Energy: 1,234.5 kWh at €0.25 per kWh = €308.625 (€339.4875 with taxes)", "From 14 January 2026, 11:00 to 13:00 (Europe/Amsterdam)", "To pay: €340.09")]
    [InlineData("de", "Energie: 1.234,5 kWh zu 0,25 € je kWh = 308,625 € (339,4875 € mit Steuern)", "Von 14. Januar 2026, 11:00 bis 13:00 (Europe/Amsterdam)", "Zu zahlen: 340,09 €")]
    [InlineData("fr", "Énergie : 1\u202F234,5 kWh à 0,25 € par kWh = 308,625 € (339,4875 € taxes comprises)", "14 janvier 2026, 11:00 – 13:00 (Europe/Amsterdam)", "À payer : 340,09 €")]
    [InlineData("nl", "Energie: 1.234,5 kWh tegen € 0,25 per kWh = € 308,625 (€ 339,4875 met belasting)", "Van 14 januari 2026, 11:00 tot 13:00 (Europe/Amsterdam)", "Te betalen: € 340,09")]
    public void Price_is_written_in_the_form_of_the_language_and_in_local_time(string tag, string energy, string session, string toPay)
    {
        var tariff = Make.Tariff(Make.Element(Make.Flat(0.50m, 20), Make.Energy(0.25m, vat: 10)));
        var text = Plain(Text(TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 120, 1234.5m))), tag));
        Assert.Contains(energy, text, StringComparison.Ordinal);
        Assert.Contains(session, text, StringComparison.Ordinal);
        Assert.Contains(toPay, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Text_does_not_depend_on_the_machine(string tag)
    {
        var verdict = Wrong();
        var here = Text(verdict, tag);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "!", NumberGroupSeparator = "?", NegativeSign = "~" };
            odd.DateTimeFormat = new DateTimeFormatInfo { TimeSeparator = "#", DateSeparator = "#" };
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(here, Text(verdict, tag));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Verdict_tells_the_difference_its_cause_and_the_contradictions_in_every_language()
    {
        Assert.Contains("The stated amount comes out when\n  – the flat fee is billed in every period", Plain(Text(Wrong(), "en")), StringComparison.Ordinal);
        Assert.Contains("Gesamt ohne Steuern [total_cost/before_taxes]: angegeben 6,00 €, berechnet 5,50 €, 0,50 € zu viel", Plain(Text(Wrong(), "de")), StringComparison.Ordinal);
        Assert.Contains("– le forfait est facturé dans chaque période", Plain(Text(Wrong(), "fr")), StringComparison.Ordinal);
        Assert.Contains("– total_energy is 21 kWh, de perioden geven 20 kWh.", Plain(Text(Wrong(), "nl")), StringComparison.Ordinal);
    }

    [Fact]
    public void Step_and_passed_elements_are_explained()
    {
        var tariff = Make.Tariff(
            Make.Element(new TariffRestrictions { StartTime = "20:00", EndTime = "22:00" }, Make.Energy(0.10m)),
            Make.Element(Make.Energy(0.25m, step: 1000)));
        var text = Plain(Text(TariffEngine.Price(Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 9.5m))), "de"));
        Assert.Contains("9,5 kWh verbraucht; der Tarif rechnet ganze Schritte von 1.000 Wh ab", text, StringComparison.Ordinal);
        Assert.Contains("Element 1 gilt nicht: andere Uhrzeit", text, StringComparison.Ordinal);
    }

    [Fact]
    public void That_a_tariff_of_energy_has_no_price_for_time_is_no_news()
    {
        var charge = Make.Period("2026-01-14T10:00:00Z", 60, 10, charging: true);
        Assert.DoesNotContain("Good to know", Text(TariffEngine.Price(Make.Input(Make.Tariff(Make.Element(Make.Energy(0.25m, vat: 21))), charge)), "en"), StringComparison.Ordinal);

        var gap = Make.Tariff(Make.Element(Make.Energy(0.25m, vat: 21)), Make.Element(new TariffRestrictions { StartTime = "20:00" }, Make.Time(1m, vat: 21)));
        Assert.Contains("prices Time here", Text(TariffEngine.Price(Make.Input(gap, charge)), "en"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_code_has_words(string tag)
    {
        Assert.True(Language.TryFind(tag, out var language));
        var words = language.Words;
        var english = Language.English.Words;
        Assert.All(Constants(typeof(ReadingCodes)), code => Assert.NotEqual(code, words.Reading(new AlternativeReading(code, "HALF_UP"))));
        Assert.All(Constants(typeof(ConsistencyCodes)), code => Assert.True(language == Language.English || words.Finding(new ConsistencyFinding(code, "-")) != "-", code));
        string[] findings = [WarningCodes.PeriodOutsideSession, WarningCodes.PeriodsOutOfOrder];
        Assert.All(Constants(typeof(WarningCodes)).Except(findings), code => Assert.True(language == Language.English || words.Note(new PricingWarning(code, null, "-")) != "-", code));
        Assert.All(Enum.GetValues<RestrictionKind>(), kind => Assert.NotEmpty(words.Passed(1, kind)));
        Assert.All(Enum.GetValues<BilledDimension>(), dimension => Assert.NotEmpty(words.Dimension(dimension)));
        Assert.True(words == english || words.Agrees != english.Agrees);
    }

    [Theory]
    [InlineData("-1234567.891", "EUR", "-€1,234,567.891", "-1.234.567,891 €")]
    [InlineData("2.5", "JPY", "JPY 2.5", "2,5 JPY")]
    [InlineData("0.00001", "CHF", "CHF 0.00", "0,00 CHF")]
    [InlineData("-0.00001", "CHF", "CHF 0.00", "0,00 CHF")]
    public void Money_keeps_its_decimals_and_its_place(string value, string currency, string english, string german)
    {
        var amount = decimal.Parse(value, CultureInfo.InvariantCulture);
        Assert.Equal(english, Plain(Language.English.Words.Form.Money(amount, currency)));
        Assert.Equal(german, Plain(Language.German.Words.Form.Money(amount, currency)));
    }

    private static CdrVerdict Wrong()
    {
        var tariff = Make.Tariff(Make.Element(Make.Flat(0.50m), Make.Energy(0.25m)));
        var input = Make.Input(tariff, Make.Period("2026-01-14T10:00:00Z", 60, 10), Make.Period("2026-01-14T11:00:00Z", 60, 10));
        var cdr = SampleCdr.By(input, PricingPolicy.Default with { FlatFees = FlatFees.EveryPeriod }) with { TotalEnergy = 21 };
        var read = CdrReader.Read(cdr, Make.Amsterdam);
        return DiscrepancyExplainer.Explain(cdr, read, CdrCheck.Check(cdr, read));
    }

    private static IEnumerable<string> Constants(Type codes) => codes.GetFields().Select(field => (string)field.GetValue(null)!);

    private static string Text(PricingResult result, string tag) => Written(output => PriceText.Write(output, result, Find(tag)));

    private static string Text(CdrVerdict verdict, string tag) => Written(output => PriceText.Write(output, verdict, Find(tag)));

    private static string Written(Action<TextWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        return text.ToString();
    }

    private static Language Find(string tag) => Language.TryFind(tag, out var language) ? language : throw new ArgumentException(tag);

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
