using System.Text.Json.Nodes;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>Compares a result with what a scenario expects, and lists every difference.</summary>
internal sealed class Expectation(JsonObject expected, decimal moneyTolerance, decimal volumeTolerance)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences(PricingResult result, bool withMeasured = true)
    {
        foreach (var (name, dimension) in new (string, BilledDimension)[]
        {
            ("energy", BilledDimension.Energy), ("time", BilledDimension.Time), ("parking_time", BilledDimension.ParkingTime),
            ("reservation_time", BilledDimension.ReservationTime), ("flat", BilledDimension.Flat), ("parking_flat", BilledDimension.ParkingFlat),
            ("reservation_flat", BilledDimension.ReservationFlat),
        })
        {
            Dimension(name, expected["dimensions"]![name]?.AsObject(), result.Dimensions.FirstOrDefault(total => total.Dimension == dimension), withMeasured);
        }

        Totals(expected["totals"]!.AsObject(), result.Totals);
        Money("payable_rounded", expected["payable_rounded"], result.Payable);
        Text("limit_applied", (string?)expected["limit_applied"], result.LimitApplied switch { AdjustmentKind.Minimum => "min", AdjustmentKind.Maximum => "max", _ => null });
        foreach (var warning in expected["warnings"]!.AsArray().Select(warning => (string)warning!))
        {
            if (result.Warnings.All(given => given.Code != warning))
            {
                _differences.Add($"no warning {warning}");
            }
        }

        if (expected["tax_status"] is { } status)
        {
            Text("tax_status", (string)status!, result.TaxStatus switch { TaxStatus.UnknownNotIncluded => "UNKNOWN_NOT_INCLUDED", TaxStatus.UnknownIncluded => "UNKNOWN_INCLUDED", _ => result.TaxStatus.ToString() });
        }

        Lines(expected["lines"]!.AsArray(), [.. result.Lines.Where(line => line.Dimension <= BilledDimension.ReservationTime)]);
        Fees(expected["flat_lines"]!.AsArray(), [.. result.Lines.Where(line => line.Dimension > BilledDimension.ReservationTime)]);
        return _differences;
    }

    private void Dimension(string name, JsonObject? wanted, DimensionTotal? given, bool withMeasured)
    {
        if (wanted is null || given is null)
        {
            if (wanted is not null || given is { Billed.IsZero: false })
            {
                _differences.Add($"{name}: {(wanted is null ? "not expected" : "missing")}");
            }

            return;
        }

        foreach (var (key, value) in wanted)
        {
            if (key.StartsWith("billed", StringComparison.Ordinal) || (withMeasured && key.StartsWith("measured", StringComparison.Ordinal)))
            {
                Number($"{name}.{key}", value, key.StartsWith("billed", StringComparison.Ordinal) ? given.Billed : given.Measured, volumeTolerance);
            }
        }

        Money($"{name}.cost", wanted["cost"], given.Cost);
    }

    private void Totals(JsonObject wanted, CostTotals given)
    {
        Money("total_cost", wanted["total_cost"], given.TotalCost);
        Money("total_fixed_cost", wanted["total_fixed_cost"], given.FixedCost);
        Money("total_energy_cost", wanted["total_energy_cost"], given.EnergyCost);
        Money("total_time_cost", wanted["total_time_cost"], given.TimeCost);
        Money("total_parking_cost", wanted["total_parking_cost"], given.ParkingCost);
        Money("total_reservation_cost", wanted["total_reservation_cost"], given.ReservationCost);
        Number("total_energy", wanted["total_energy_kwh"], given.Energy, volumeTolerance);
        Number("total_time", wanted["total_time_seconds"], given.Time, volumeTolerance);
        Number("total_parking_time", wanted["total_parking_time_seconds"], given.ParkingTime, volumeTolerance);
    }

    private void Lines(JsonArray wanted, IReadOnlyList<PriceLine> given)
    {
        if (wanted.Count != given.Count)
        {
            _differences.Add($"lines: {wanted.Count} expected, {given.Count} given");
            return;
        }

        for (var i = 0; i < wanted.Count; i++)
        {
            var line = wanted[i]!;
            var what = $"line {i}";
            var dimension = given[i].Dimension switch { BilledDimension.Energy => "ENERGY", BilledDimension.Time => "TIME", BilledDimension.ParkingTime => "PARKING_TIME", _ => "RESERVATION_TIME" };
            Text(what, $"{line["period"]} {line["dimension"]} {line["tariff_id"]} {line["element"]}", $"{given[i].Period} {dimension} {given[i].By.Tariff.Id} {given[i].By.Element}");
            Number(what, line["billed"], given[i].Billed, volumeTolerance);
            Money(what, line, given[i].Cost);
        }
    }

    private void Fees(JsonArray wanted, IReadOnlyList<PriceLine> given)
    {
        static string Place(BilledDimension dimension) => dimension switch { BilledDimension.Flat => "fixed", BilledDimension.ParkingFlat => "parking", _ => "reservation" };
        Text("flat_lines", $"{wanted.Count}", $"{given.Count}");
        foreach (var fee in wanted)
        {
            var found = given.FirstOrDefault(line => line.By.Element == (int)fee!["element"]! && line.By.Tariff.Id == (string)fee["tariff_id"]!);
            Money($"fee of element {fee!["element"]}", fee, found?.Cost);
            Text($"fee of element {fee["element"]}", (string)fee["counts_in"]!, found is null ? null : Place(found.Dimension));
        }
    }

    private void Money(string what, JsonNode? wanted, Amount? given)
    {
        if (wanted is null || given is null)
        {
            if (wanted is not null || given is not null)
            {
                _differences.Add($"{what}: expected {wanted?.ToJsonString() ?? "nothing"}, is {given?.BeforeTaxes?.ToString() ?? "nothing"}");
            }

            return;
        }

        Number($"{what}.excl", wanted["excl"], given.BeforeTaxes, moneyTolerance);
        Number($"{what}.incl", wanted["incl"], given.AfterTaxes, moneyTolerance);
    }

    private void Number(string what, JsonNode? wanted, Rational? given, decimal tolerance)
    {
        if (wanted is null ? given is not null : given is not { } value || (value - Scenario.Number(wanted)).Abs() > tolerance)
        {
            _differences.Add($"{what}: expected {wanted?.ToJsonString() ?? "null"}, is {given?.ToString() ?? "null"}");
        }
    }

    private void Text(string what, string? wanted, string? given)
    {
        if (wanted != given)
        {
            _differences.Add($"{what}: expected {wanted ?? "null"}, is {given ?? "null"}");
        }
    }
}
