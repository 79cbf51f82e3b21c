using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports.Languages;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>A price in words: the session, its lines, the limits, the taxes, the total, and what a reader should know.</summary>
internal sealed class PriceSections(PricingResult result, Words words)
{
    private NumberForm Form => words.Form;

    public IEnumerable<TextSection> All()
    {
        if (result.Periods.Count > 0)
        {
            var (from, to) = (result.Periods[0].Start, result.Periods[^1].End);
            yield return new(words.Session($"{Date(from)}, {Time(from)}", SameDay(from, to) ? Time(to) : $"{Date(to)}, {Time(to)}", result.TimeZone?.Id ?? words.ZoneUnknown), []);
        }

        yield return new(words.PriceTitle, [.. result.Lines.SelectMany(Line), .. result.Adjustments.Select(Adjustment), .. Totals()]);
        var notes = Notes().ToList();
        if (notes.Count > 0)
        {
            yield return new(words.NotesTitle, notes);
        }
    }

    private IEnumerable<string> Line(PriceLine line)
    {
        var what = words.Dimension(line.Dimension);
        var component = line.By.Component;
        var amount = line.Dimension switch
        {
            BilledDimension.Energy => words.Volume(what, Form.Energy(line.Billed), Money(component.Price), energy: true),
            BilledDimension.Time or BilledDimension.ParkingTime or BilledDimension.ReservationTime => words.Volume(what, Form.Duration(line.Billed), Money(component.Price), energy: false),
            _ => what,
        };
        yield return $"{amount} = {Taxed(line.Cost)}";

        var to = SameDay(line.From, line.To) ? Time(line.To) : $"{Date(line.To)}, {Time(line.To)}";
        var place = words.Where(SameDay(line.From, result.Periods[0].Start) ? Time(line.From) : $"{Date(line.From)}, {Time(line.From)}", to, line.By.Tariff.Id, line.By.Element + 1);
        yield return "  " + string.Join("; ", line.Cost.Taxes.Select(Rate).Prepend(place));
        if (!line.StepSurplus.IsZero)
        {
            var energy = line.Dimension == BilledDimension.Energy;
            var step = energy ? Form.Number(component.StepSize) + NumberForm.Space + "Wh" : Form.Duration(component.StepSize);
            yield return "  " + words.Step(energy ? Form.Energy(line.Measured) : Form.Duration(line.Measured), step);
        }

        foreach (var passed in line.Passed)
        {
            yield return "  " + words.Passed(passed.Element + 1, passed.Because);
        }
    }

    private string Adjustment(Adjustment adjustment) => $"{words.Adjusted(adjustment.Kind, adjustment.TariffId)} = {Taxed(adjustment.Cost)}";

    private IEnumerable<string> Totals()
    {
        var total = result.Totals.TotalCost;
        yield return $"{words.Total} = {Taxed(total)}";
        foreach (var tax in total.Taxes)
        {
            yield return $"  {Rate(tax)} = {Money(tax.Amount)}";
        }

        // What is paid is whole coins.
        var payable = result.Payable.AfterTaxes ?? result.Payable.BeforeTaxes;
        yield return $"{(result.IsCredit ? words.Credited : words.ToPay)}: {(payable is { } value ? Form.Money(value, result.Currency, Currencies.MinorUnits(result.Currency)) : words.Unknown)}";
    }

    private IEnumerable<string> Notes()
    {
        if (words.Taxes(result.TaxStatus) is { } taxes)
        {
            yield return "– " + taxes;
        }

        if (result.SplitEstimate is { } estimate)
        {
            yield return "– " + words.SplitEstimate(Taxed(estimate));
        }

        foreach (var warning in result.Warnings.Where(IsNews))
        {
            var note = words.Note(warning);
            yield return "– " + (warning.Period is { } period ? words.InPeriod(period + 1, note) : note);
        }
    }

    /// <summary>That a tariff of energy has no price for time is no news; that it has one elsewhere, and none here, is.</summary>
    private bool IsNews(PricingWarning warning)
    {
        if (warning is not { Code: WarningCodes.NoPriceComponent, Period: { } index } || result.Lines.Count == 0)
        {
            return true;
        }

        var period = result.Periods[index];
        return Unpriced(BilledDimension.Energy, period.Energy, TariffDimensionType.Energy) || Unpriced(BilledDimension.Time, period.Charging, TariffDimensionType.Time)
            || Unpriced(BilledDimension.ParkingTime, period.Parking, TariffDimensionType.ParkingTime) || Unpriced(BilledDimension.ReservationTime, period.Reserved, TariffDimensionType.Time);

        bool Unpriced(BilledDimension dimension, Rational? used, TariffDimensionType type) =>
            used is { IsZero: false } && !result.Lines.Any(line => line.Period == index && line.Dimension == dimension)
            && result.Lines.Any(line => line.By.Tariff.Elements.Any(element => element.PriceComponents.Any(component => component.Type == type)));
    }

    private string Rate(TaxShare tax) => tax.Percentage is { } percentage ? $"{words.TaxName(tax.Name)} {Form.Number(percentage)}{NumberForm.Space}%" : words.TaxName(tax.Name);

    private string Taxed(Amount amount) => (amount.BeforeTaxes, amount.AfterTaxes) switch
    {
        ({ } before, { } after) when before != after => words.Taxed(Money(before), Money(after)),
        ({ } before, _) => Money(before),
        (null, { } after) => words.TaxedOnly(Money(after)),
        _ => words.Unknown,
    };

    private string Money(Rational value) => Form.Money(value, result.Currency);

    private string Date(DateTimeOffset at) => Form.Date(Local(at));

    private string Time(DateTimeOffset at) => NumberForm.Time(Local(at));

    private bool SameDay(DateTimeOffset left, DateTimeOffset right) => Local(left).Date == Local(right).Date;

    private DateTime Local(DateTimeOffset at) => result.TimeZone is { } zone ? TimeZoneInfo.ConvertTime(at, zone).DateTime : at.UtcDateTime;
}
