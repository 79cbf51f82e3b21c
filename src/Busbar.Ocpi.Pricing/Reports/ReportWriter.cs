using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes a result as JSON, byte for byte the same for the same result. Numbers have at most six decimals.</summary>
public static class ReportWriter
{
    /// <summary>Writes a price with everything that leads to it, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, PricingResult result)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(result);
        WriteMembers(json, result);
    }

    /// <summary>Writes the verdict on a CDR, with the price, as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, CdrVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(verdict);
        json.WriteString("verdict", verdict.Outcome switch { CdrOutcome.Agrees => "AGREES", CdrOutcome.Disagrees => "DISAGREES", _ => "NOT_CHECKABLE" });
        json.WriteStartArray("differences");
        foreach (var difference in verdict.Differences)
        {
            json.WriteStartObject();
            json.WriteString("field", difference.Field);
            Number(json, "stated", difference.Stated);
            Number(json, "computed", difference.Computed);
            Number(json, "too_much", difference.TooMuch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("inconsistencies");
        foreach (var finding in verdict.Inconsistencies)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            if (finding.Period is { } period)
            {
                json.WriteNumber("period", period);
            }

            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Explanations(json, verdict.Explanations);
        WriteMembers(json, verdict.Result);
    }

    /// <summary>Readings by which the stated numbers are right; each with what they leave open.</summary>
    private static void Explanations(Utf8JsonWriter json, IReadOnlyList<DiscrepancyExplanation> explanations)
    {
        json.WriteStartArray("explanations");
        foreach (var explanation in explanations)
        {
            json.WriteStartObject();
            json.WriteStartArray("readings");
            foreach (var reading in explanation.Readings)
            {
                json.WriteStartObject();
                json.WriteString("code", reading.Code);
                if (reading.Argument is not null)
                {
                    json.WriteString("argument", reading.Argument);
                }

                json.WriteString("text", Language.English.Words.Reading(reading));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Money(json, "total_cost", explanation.TotalCost);
            json.WriteStartArray("still_different");
            foreach (var rest in explanation.Remaining)
            {
                json.WriteStringValue(rest.Field);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, PricingResult result)
    {
        json.WriteString("currency", result.Currency);
        Money(json, "payable", result.Payable);
        json.WriteString("tax_status", Name(result.TaxStatus.ToString()));
        json.WriteString("limit_applied", result.LimitApplied switch { AdjustmentKind.Minimum => "min", AdjustmentKind.Maximum => "max", _ => null });
        json.WriteBoolean("credit", result.IsCredit);
        Totals(json, result.Totals);
        json.WriteStartArray("dimensions");
        foreach (var dimension in result.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("dimension", Name(dimension.Dimension.ToString()));
            Number(json, "measured", dimension.Measured);
            Number(json, "billed", dimension.Billed);
            json.WriteString("unit", Unit(dimension.Dimension));
            Money(json, "cost", dimension.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in result.Lines)
        {
            Line(json, line);
        }

        json.WriteEndArray();
        Adjustments(json, result.Adjustments);
        json.WriteStartArray("warnings");
        foreach (var warning in result.Warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            if (warning.Period is { } period)
            {
                json.WriteNumber("period", period);
            }

            json.WriteString("message", warning.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.SplitEstimate is { } estimate)
        {
            Money(json, "split_estimate", estimate);
        }

        PeriodWriter.Write(json, result.Periods);
        json.WriteStartArray("tariffs");
        foreach (var tariff in result.Tariffs)
        {
            json.WriteStartObject();
            json.WriteString("id", tariff.Source.Id);
            json.WriteString("fingerprint", tariff.Fingerprint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("policy");
        PolicyWriter.Write(json, result.Policy);
    }

    private static void Totals(Utf8JsonWriter json, CostTotals totals)
    {
        json.WriteStartObject("totals");
        Money(json, "total_cost", totals.TotalCost);
        Money(json, "total_fixed_cost", totals.FixedCost);
        Money(json, "total_energy_cost", totals.EnergyCost);
        Money(json, "total_time_cost", totals.TimeCost);
        Money(json, "total_parking_cost", totals.ParkingCost);
        Money(json, "total_reservation_cost", totals.ReservationCost);
        Number(json, "total_energy_kwh", totals.Energy);
        Number(json, "total_time_seconds", totals.Time);
        Number(json, "total_parking_time_seconds", totals.ParkingTime);
        Number(json, "total_reservation_time_seconds", totals.ReservationTime);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, PriceLine line)
    {
        json.WriteStartObject();
        json.WriteNumber("period", line.Period);
        json.WriteString("from", Instant(line.From));
        json.WriteString("to", Instant(line.To));
        json.WriteString("dimension", Name(line.Dimension.ToString()));
        json.WriteString("tariff_id", line.By.Tariff.Id);
        json.WriteNumber("element", line.By.Element);
        json.WriteNumber("component", line.By.Position);
        json.WriteNumber("price", line.By.Component.Price);
        if (line.By.Component.Vat is { } vat)
        {
            json.WriteNumber("vat", vat);
        }

        json.WriteNumber("step_size", line.By.Component.StepSize);
        Number(json, "measured", line.Measured);
        Number(json, "step_surplus", line.StepSurplus);
        Number(json, "billed", line.Billed);
        json.WriteString("unit", Unit(line.Dimension));
        Money(json, "cost", line.Cost);
        json.WriteStartArray("passed_elements");
        foreach (var passed in line.Passed)
        {
            json.WriteStartObject();
            json.WriteNumber("element", passed.Element);
            json.WriteString("because", Name(passed.Because.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Adjustments(Utf8JsonWriter json, IReadOnlyList<Adjustment> adjustments)
    {
        json.WriteStartArray("adjustments");
        foreach (var adjustment in adjustments)
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(adjustment.Kind.ToString()));
            json.WriteString("tariff_id", adjustment.TariffId);
            json.WriteString("dimension", adjustment.Dimension is { } dimension ? Name(dimension.ToString()) : null);
            Money(json, "cost", adjustment.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void Money(Utf8JsonWriter json, string name, Amount? amount)
    {
        if (amount is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "before_taxes", amount.BeforeTaxes);
        Number(json, "after_taxes", amount.AfterTaxes);
        json.WriteStartArray("taxes");
        foreach (var tax in amount.Taxes)
        {
            json.WriteStartObject();
            json.WriteString("name", tax.Name);
            if (tax.AccountNumber is not null)
            {
                json.WriteString("account_number", tax.AccountNumber);
            }

            if (tax.Percentage is { } percentage)
            {
                json.WriteNumber("percentage", percentage);
            }

            Number(json, "amount", tax.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Number(Utf8JsonWriter json, string name, Rational? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, decimal.Parse(number.ToDecimal(6).ToString("0.######", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    /// <summary>ParkingTime becomes PARKING_TIME.</summary>
    internal static string Name(string name) =>
        string.Concat(name.Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));

    private static string Unit(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => "kWh",
        BilledDimension.Time or BilledDimension.ParkingTime or BilledDimension.ReservationTime => "s",
        _ => "fee",
    };
}
