using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Commands;

/// <summary><c>busbar tariff quote</c>: what a session would cost, now and at other times.</summary>
internal static class TariffQuoteCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files with the tariffs of the connector; - is the standard input.", Arity = ArgumentArity.OneOrMore };
        var energy = new Option<decimal>("--energy") { Description = "Kilowatt-hours to take.", HelpName = "KWH", Required = true };
        var power = new Option<decimal>("--power") { Description = "Power in kW.", HelpName = "KW", DefaultValueFactory = _ => 11 };
        var at = new Option<string?>("--at") { Description = "When charging begins; by default now. Without zone it is local time.", HelpName = "TIME" };
        var parking = new Option<int>("--parking") { Description = "Minutes connected after charging.", HelpName = "MIN" };
        var reserved = new Option<int>("--reserved") { Description = "Minutes reserved before.", HelpName = "MIN" };
        var until = new Option<string?>("--until") { Description = "Only the end and the energy are known, and --power is the most there can be: tell between which prices it lies.", HelpName = "TIME" };
        var svg = new Option<string?>("--svg") { Description = "Draw the price over the time of arrival, 24 hours from --at, into this file.", HelpName = "FILE" };
        var running = new Option<bool>("--running") { Description = "Draw the running price of the session instead." };
        var options = new TariffOptions();
        var command = new Command("quote", "Tells what a session would cost, explains it, and finds the cheapest arrival of the next 24 hours. Exit code 0: priced, 1: priced with parts that have no price, 2: usage or unreadable input.")
        {
            files, energy, power, at, parking, reserved, until, svg, running,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.Read(parsed) is not { } given)
            {
                return 2;
            }

            var arrival = TimeProvider.System.GetUtcNow();
            arrival = new DateTimeOffset(arrival.Ticks - (arrival.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
            if (parsed.GetValue(at) is { } text && !given.TryInstant("--at", text, out arrival))
            {
                return 2;
            }

            var plan = new PlannedSession
            {
                Arrival = arrival, Energy = parsed.GetValue(energy), Power = parsed.GetValue(power),
                Parking = TimeSpan.FromMinutes(parsed.GetValue(parking)), Reserved = TimeSpan.FromMinutes(parsed.GetValue(reserved)),
            };
            if (plan.Energy is < 0 or > 10_000 || plan.Power is <= 0 or > 10_000 || plan.Parking < TimeSpan.Zero || plan.Reserved < TimeSpan.Zero)
            {
                await given.Error.WriteLineAsync("busbar: --energy, --parking and --reserved are not negative, --power is more than 0, and none is more than 10000.");
                return 2;
            }

            if (await given.TariffsAsync(parsed.GetValue(files)!, cancellation) is not { } tariffs)
            {
                return 2;
            }

            var context = new TariffContext { Tariffs = TariffSet.Of(tariffs.Select(tariff => tariff.Value)), TariffVersion = tariffs[0].Version, TimeZone = given.Zone };
            if (parsed.GetValue(until) is { } end)
            {
                return given.TryInstant("--until", end, out var last) && last > arrival ? Interval(given, context, plan, last) : Usage(given, "busbar: --until is a time after --at.");
            }

            var result = TariffQuote.Price(plan, context);
            var curve = TariffQuote.ByArrival(plan, context, arrival, arrival.AddDays(1), TimeSpan.FromMinutes(15));
            if (parsed.GetValue(svg) is { } file && !await given.WriteFileAsync(file, Draw(plan, context, parsed.GetValue(running), curve), cancellation))
            {
                return 2;
            }

            Report(given, result, curve);
            return result.Warnings.Any(warning => warning.Code is Ocpi.Pricing.Common.WarningCodes.NoPriceComponent or Ocpi.Pricing.Common.WarningCodes.TariffNotValid && !OnlyTime(result)) ? 1 : 0;
        });
        return command;
    }

    /// <summary>Time without a price is usual; energy without one is not.</summary>
    private static bool OnlyTime(PricingResult result) => result.Totals.Energy.IsZero || result.Totals.EnergyCost is not null;

    private static int Usage(TariffOptions.Given given, string line)
    {
        given.Error.WriteLine(line);
        return 2;
    }

    private static int Interval(TariffOptions.Given given, TariffContext context, PlannedSession plan, DateTimeOffset last)
    {
        if (plan.Energy * TimeSpan.TicksPerHour > plan.Power * (last - plan.Arrival).Ticks)
        {
            return Usage(given, "busbar: --energy is more than --power delivers until --until.");
        }

        var session = new SessionInput
        {
            Tariffs = context.Tariffs, TariffVersion = context.TariffVersion, TimeZone = context.TimeZone,
            Events =
            [
                new SessionEvent { At = plan.Arrival, State = SessionState.Charging, MeterKwh = 0 },
                new SessionEvent { At = last, State = SessionState.Ended, MeterKwh = plan.Energy },
            ],
        };
        var interval = PriceInterval.Of(session, plan.Power, context.Policy);
        if (given.Json)
        {
            given.WriteJson(json =>
            {
                json.WriteStartObject();
                TariffReportWriter.Write(json, interval);
                json.WriteEndObject();
            });
        }
        else
        {
            TariffText.Write(given.Output, interval);
        }

        return 0;
    }

    private static void Report(TariffOptions.Given given, PricingResult result, PriceCurve curve)
    {
        if (given.Json)
        {
            given.WriteJson(json => WriteJson(json, result, curve));
            return;
        }

        PriceText.Write(given.Output, result);
        TariffText.Write(given.Output, curve, given.Zone);
    }

    private static void WriteJson(Utf8JsonWriter json, PricingResult result, PriceCurve curve)
    {
        json.WriteStartObject();
        ReportWriter.Write(json, result);
        TariffReportWriter.Write(json, "by_arrival", curve);
        json.WriteEndObject();
    }

    private static string Draw(PlannedSession plan, TariffContext context, bool running, PriceCurve byArrival)
    {
        var tariff = string.Join(", ", context.Tariffs.Select(tariff => tariff.Id));
        var subtitle = string.Create(CultureInfo.InvariantCulture, $"{plan.Energy:0.##} kWh at {plan.Power:0.##} kW{(plan.Parking > TimeSpan.Zero ? $", then connected for {plan.Parking.TotalMinutes:0} min" : "")}");
        return running
            ? PriceChart.Draw($"{tariff}: running price", subtitle, context.TimeZone, ("", TariffQuote.WhileItLasts(plan, context, TimeSpan.FromMinutes(1))))
            : PriceChart.Draw($"{tariff}: price by arrival", subtitle, context.TimeZone, ("", byArrival));
    }
}
