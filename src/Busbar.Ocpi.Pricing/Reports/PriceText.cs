using System.Globalization;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes a result in plain English: every line with its volume, price, step and taxes, then the limits, the total and what to know.</summary>
public static class PriceText
{
    /// <summary>Writes a price.</summary>
    public static void Write(TextWriter output, PricingResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        foreach (var line in result.Lines)
        {
            output.WriteLine(Line(line));
        }

        foreach (var adjustment in result.Adjustments)
        {
            output.WriteLine(Adjustment(adjustment, result.Currency));
        }

        output.WriteLine($"Total: {Money(result.Totals.TotalCost)} {result.Currency}; to pay {Money(result.Payable)}{(result.IsCredit ? " (credited)" : "")}");
        if (result.SplitEstimate is { } estimate)
        {
            output.WriteLine($"With periods cut where the price changes it would be about {Money(estimate)}.");
        }

        foreach (var warning in result.Warnings)
        {
            output.WriteLine(warning.Period is { } period ? $"Note ({warning.Code}), period {period + 1}: {warning.Message}" : $"Note ({warning.Code}): {warning.Message}");
        }
    }

    /// <summary>Writes the verdict on a CDR, and the price.</summary>
    public static void Write(TextWriter output, CdrVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(verdict);
        output.WriteLine(verdict.Outcome switch
        {
            CdrOutcome.Agrees => "The CDR costs what its tariff says.",
            CdrOutcome.Disagrees => "The CDR does not cost what its tariff says.",
            _ => "The CDR cannot be checked.",
        });
        foreach (var difference in verdict.Differences)
        {
            output.WriteLine($"  {difference.Field}: stated {Number(difference.Stated)}, computed {Number(difference.Computed)}, {Number(difference.TooMuch.Abs())} too {(difference.TooMuch.Sign > 0 ? "much" : "little")}");
        }

        foreach (var finding in verdict.Inconsistencies)
        {
            output.WriteLine($"  {finding.Code}: {finding.Message}");
        }

        Write(output, verdict.Result);
    }

    private static string Line(PriceLine line)
    {
        var at = $"period {line.Period + 1} ({Time(line.From)} to {Time(line.To)} UTC), tariff {line.By.Tariff.Id}, element {line.By.Element + 1}";
        var price = line.By.Component.Price.ToString("0.####", CultureInfo.InvariantCulture);
        var what = line.Dimension switch
        {
            BilledDimension.Energy => $"Energy: {Number(line.Billed)} kWh at {price} per kWh",
            BilledDimension.Time => $"Charging: {Duration(line.Billed)} at {price} per hour",
            BilledDimension.ParkingTime => $"Parking: {Duration(line.Billed)} at {price} per hour",
            BilledDimension.ReservationTime => $"Reservation: {Duration(line.Billed)} at {price} per hour",
            BilledDimension.ParkingFlat => "Parking fee",
            BilledDimension.ReservationFlat => "Reservation fee",
            _ => "Session fee",
        };
        var step = line.StepSurplus.IsZero
            ? ""
            : line.Dimension == BilledDimension.Energy
                ? $"; {Number(line.Measured)} kWh used, the session rounded up to steps of {line.By.Component.StepSize} Wh"
                : $"; {Duration(line.Measured)} used, the session rounded up to steps of {line.By.Component.StepSize} s";
        var passed = line.Passed.Count == 0 ? "" : $"; not {string.Join(", ", line.Passed.Select(element => $"element {element.Element + 1} ({Reason(element.Because)})"))}";
        return $"{what} = {Money(line.Cost)}; {at}{step}{passed}";
    }

    private static string Adjustment(Adjustment adjustment, string currency) => adjustment.Kind switch
    {
        AdjustmentKind.Minimum => $"Raised to the minimum price of tariff {adjustment.TariffId}: {Money(adjustment.Cost)} {currency}",
        AdjustmentKind.Maximum => $"Cut at the maximum price of tariff {adjustment.TariffId}: {Money(adjustment.Cost)} {currency}",
        _ => $"Rounded: {Money(adjustment.Cost)} {currency}",
    };

    private static string Money(Amount amount) => (amount.BeforeTaxes, amount.AfterTaxes) switch
    {
        ({ } before, { } after) when before != after => $"{Number(before)} ({Number(after)} with taxes)",
        ({ } before, _) => Number(before),
        (null, { } after) => $"{Number(after)} with taxes",
        _ => "unknown",
    };

    private static string Reason(RestrictionKind kind) => kind switch
    {
        RestrictionKind.TimeOfDay => "other time of day",
        RestrictionKind.Date => "other date",
        RestrictionKind.DayOfWeek => "other weekday",
        RestrictionKind.Energy => "other amount of energy",
        RestrictionKind.Duration => "other duration",
        RestrictionKind.Current => "other current",
        RestrictionKind.Power => "other power",
        RestrictionKind.Reservation => "reservation",
        _ => "cannot be read",
    };

    private static string Duration(Rational seconds)
    {
        var whole = (long)seconds.Floor();
        var rest = seconds - whole;
        var parts = new List<string>();
        if (whole >= 3600)
        {
            parts.Add($"{whole / 3600} h");
        }

        if (whole % 3600 >= 60)
        {
            parts.Add($"{whole % 3600 / 60} min");
        }

        if (whole % 60 > 0 || !rest.IsZero || parts.Count == 0)
        {
            parts.Add($"{((whole % 60) + rest).ToDecimal(3).ToString("0.###", CultureInfo.InvariantCulture)} s");
        }

        return string.Join(' ', parts);
    }

    private static string Number(Rational value)
    {
        var number = value.ToDecimal(6);
        return decimal.Round(number, 2) == number ? number.ToString("0.00", CultureInfo.InvariantCulture) : number.ToString("0.######", CultureInfo.InvariantCulture);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
