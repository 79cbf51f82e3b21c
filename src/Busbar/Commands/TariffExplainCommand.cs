using System.CommandLine;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Commands;

/// <summary><c>busbar tariff explain</c>: what a tariff says, and what counts at a moment.</summary>
internal static class TariffExplainCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files with tariffs; - is the standard input.", Arity = ArgumentArity.OneOrMore };
        var at = new Option<string?>("--at") { Description = "List the prices that count at this time; by default now.", HelpName = "TIME" };
        var power = new Option<decimal?>("--power") { Description = "The power that is expected, in kW.", HelpName = "KW" };
        var options = new TariffOptions();
        var command = new Command("explain", "Says in words what a tariff says, and lists the prices that count at a moment per kWh, per minute and per session. Exit code 0: explained, 2: usage or unreadable input.") { files, at, power };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.Read(parsed) is not { } given)
            {
                return 2;
            }

            var moment = TimeProvider.System.GetUtcNow();
            if ((parsed.GetValue(at) is { } text && !given.TryInstant("--at", text, out moment)) || await given.TariffsAsync(parsed.GetValue(files)!, cancellation) is not { } tariffs)
            {
                return 2;
            }

            var lists = tariffs.ConvertAll(tariff => (Tariff: tariff, List: TariffComponents.At(
                new TariffContext { Tariffs = [tariff.Value], TariffVersion = tariff.Version, TimeZone = given.Zone }, moment, parsed.GetValue(power))));
            if (given.Json)
            {
                given.WriteJson(json =>
                {
                    json.WriteStartArray();
                    foreach (var (tariff, list) in lists)
                    {
                        json.WriteStartObject();
                        json.WriteString("version", tariff.Version.Number());
                        json.WriteString("at", moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
                        TariffReportWriter.Write(json, list);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
                return 0;
            }

            foreach (var (tariff, list) in lists)
            {
                TariffText.Write(given.Output, tariff.Value);
                var local = given.Zone is { } zone ? TimeZoneInfo.ConvertTime(moment, zone) : moment;
                given.Output.WriteLine($"Who plugs in at {local.ToString("ddd yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}{(given.Zone is null ? " UTC" : "")} pays");
                TariffText.Write(given.Output, list, given.Zone);
            }

            return 0;
        });
        return command;
    }
}
