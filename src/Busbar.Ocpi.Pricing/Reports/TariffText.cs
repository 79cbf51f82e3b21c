using System.Globalization;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Lint;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes tariffs, and what is found out about them, in plain English.</summary>
public static class TariffText
{
    /// <summary>Writes what a tariff says, element by element in the order in which they are looked at.</summary>
    public static void Write(TextWriter output, Tariff tariff)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(tariff);
        var taxes = tariff.TaxIncluded == TaxIncluded.Yes ? "prices contain taxes" : tariff.TaxIncluded == TaxIncluded.NotApplicable ? "no taxes apply" : "prices without taxes";
        output.WriteLine($"Tariff {tariff.Id}, {tariff.Currency}, {taxes}{Validity(tariff)}");
        for (var index = 0; index < tariff.Elements.Count; index++)
        {
            var element = tariff.Elements[index];
            var prices = element.PriceComponents.Count == 0 ? "nothing" : string.Join("; ", element.PriceComponents.Select(Price));
            output.WriteLine($"  {index + 1}. {RestrictionText.Of(element.Restrictions)}: {prices}");
        }

        Limit(output, "at least", tariff.MinPrice, tariff.Currency);
        Limit(output, "at most", tariff.MaxPrice, tariff.Currency);
    }

    /// <summary>Writes the prices that count at a moment.</summary>
    public static void Write(TextWriter output, ComponentList list, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(list);
        foreach (var price in list.Components)
        {
            var what = price.Dimension switch
            {
                BilledDimension.Energy => "energy",
                BilledDimension.Time => "charging",
                BilledDimension.ParkingTime => "connected without charging",
                BilledDimension.ReservationTime => "reservation",
                BilledDimension.ParkingFlat => "parking fee",
                BilledDimension.ReservationFlat => "reservation fee",
                _ => "session fee",
            };
            var from = price.FromSeconds > 0 ? $" from {Duration(price.FromSeconds)} on" : "";
            var to = price.ToSeconds is { } seconds ? $" up to {Duration(seconds)}" : "";
            var energy = (price.FromEnergy > 0 ? $" from {Text(price.FromEnergy)} kWh on" : "") + (price.ToEnergy is { } most ? $" up to {Text(most)} kWh" : "");
            output.WriteLine($"  {what}: {Money(price.Price)} {list.Currency} per {price.Unit}{from}{to}{energy}{(price.WhenReservationExpires ? ", when the reservation is not used" : "")}");
        }

        if (list.Until is { } until)
        {
            output.WriteLine($"  until {Local(until, zone)}");
        }
    }

    /// <summary>Writes findings, one a line.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LintFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(findings);
        foreach (var finding in findings)
        {
            output.WriteLine($"  {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}");
        }
    }

    /// <summary>Writes a comparison.</summary>
    public static void Write(TextWriter output, TariffComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        output.WriteLine(comparison.Outcome switch
        {
            ComparisonOutcome.Equivalent => "Both tariffs cost the same in every session: at every moment the same prices count.",
            ComparisonOutcome.NoDifferenceFound => $"The tariffs do not say the same, but {comparison.Probes} sessions cost the same by both.",
            _ => "The tariffs do not cost the same.",
        });
        foreach (var reason in comparison.Reasons)
        {
            output.WriteLine($"  {reason}");
        }

        foreach (var session in comparison.Typical)
        {
            output.WriteLine(session.IsDifferent ? $"The change {(session.Difference.Sign > 0 ? "raises" : "lowers")} a {session.Name} by {Change(session)}." : $"A {session.Name} costs the same: {Money(session.After)} {session.Currency}.");
        }

        foreach (var (word, session) in new[] { ("Largest rise", comparison.Dearer), ("Largest fall", comparison.Cheaper) })
        {
            if (session is not null)
            {
                output.WriteLine($"{word} of {comparison.Probes} sessions: {session.Name}: {Money(session.Before)} before, {Money(session.After)} after.");
            }
        }
    }

    /// <summary>Writes between which prices a session lies.</summary>
    public static void Write(TextWriter output, PriceInterval interval)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(interval);
        var currency = interval.Even.Currency;
        output.WriteLine($"Between {Money(interval.Lowest)} and {Money(interval.Highest)} {currency}, {Money(interval.Even.Totals.TotalCost)} with energy taken evenly.");
        output.WriteLine(interval.IsExact ? "No way to take the energy is cheaper or dearer." : "Prices depend on more than the clock: another way to take the energy may lie outside.");
    }

    /// <summary>Writes where a curve is lowest and highest.</summary>
    public static void Write(TextWriter output, PriceCurve curve, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(curve);
        if (curve is { Cheapest: { } cheapest, Dearest: { } dearest })
        {
            output.WriteLine(cheapest.Value == dearest.Value
                ? $"The same for every arrival: {Money(cheapest.Total)} {curve.Currency}."
                : $"Cheapest arrival {Local(cheapest.At, zone)}: {Money(cheapest.Total)} {curve.Currency}; dearest {Local(dearest.At, zone)}: {Money(dearest.Total)} {curve.Currency}.");
        }
    }

    private static string Change(ComparedSession session)
    {
        var before = session.Before.Comparable;
        var share = before.IsZero ? "" : $" ({(session.Difference.Abs() * 100 / before.Abs()).ToDecimal(1).ToString("0.#", CultureInfo.InvariantCulture)} %)";
        return $"{session.Difference.Abs().ToDecimal(2).ToString("0.00", CultureInfo.InvariantCulture)} {session.Currency}{share}, from {Money(session.Before)} to {Money(session.After)}";
    }

    private static string Price(PriceComponent component)
    {
        var unit = component.Type.Value switch { "ENERGY" => "per kWh", "TIME" => "per hour of charging", "PARKING_TIME" => "per hour without charging", "FLAT" => "once", var other => $"per {other}" };
        var vat = component.Vat is { } rate ? $" ({Text(rate)} % VAT)" : "";
        var step = component.StepSize > 1 && component.Type != TariffDimensionType.Flat ? $", in steps of {component.StepSize} {(component.Type == TariffDimensionType.Energy ? "Wh" : "s")}" : "";
        return $"{Text(component.Price)} {unit}{vat}{step}";
    }

    private static void Limit(TextWriter output, string word, PriceLimit? limit, string currency)
    {
        if (limit is not null)
        {
            output.WriteLine($"  {word} {Text(limit.BeforeTaxes)} {currency}{(limit.AfterTaxes is { } after ? $", {Text(after)} with taxes" : "")}");
        }
    }

    private static string Validity(Tariff tariff) =>
        (tariff.StartDateTime is { } start ? $", from {ReportWriter.Instant(start)}" : "") + (tariff.EndDateTime is { } end ? $", to {ReportWriter.Instant(end)}" : "");

    private static string Money(Amount amount) => (amount.BeforeTaxes, amount.AfterTaxes) switch
    {
        ({ } before, { } after) when before != after => $"{Number(before)} ({Number(after)} with taxes)",
        ({ } before, _) => Number(before),
        (null, { } after) => $"{Number(after)} with taxes",
        _ => "unknown",
    };

    private static string Number(Rational value)
    {
        var number = value.ToDecimal(4);
        return decimal.Round(number, 2) == number ? number.ToString("0.00", CultureInfo.InvariantCulture) : number.ToString("0.####", CultureInfo.InvariantCulture);
    }

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Duration(decimal seconds) => string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 3600}:{(long)seconds / 60 % 60:00} h");

    private static string Local(DateTimeOffset at, TimeZoneInfo? zone) =>
        (zone is null ? at.ToUniversalTime() : TimeZoneInfo.ConvertTime(at, zone)).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (zone is null ? " UTC" : "");
}
