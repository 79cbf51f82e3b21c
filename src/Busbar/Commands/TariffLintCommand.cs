using System.CommandLine;
using Busbar.Ocpi.Pricing.Lint;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Commands;

/// <summary><c>busbar tariff lint</c>: what is wrong, ambiguous or idle in tariffs.</summary>
internal static class TariffLintCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files with tariffs; - is the standard input.", Arity = ArgumentArity.OneOrMore };
        var options = new TariffOptions();
        var command = new Command("lint", "Reports what is wrong, ambiguous or idle in tariffs, with sessions that show it. Exit code 0: nothing, or notes only, 1: warnings or errors, 2: usage or unreadable input.") { files };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.Read(parsed) is not { } given || await given.TariffsAsync(parsed.GetValue(files)!, cancellation) is not { } tariffs)
            {
                return 2;
            }

            var checks = tariffs.ConvertAll(tariff => (Tariff: tariff, Findings: TariffLint.Check(tariff.Value, new LintOptions { Version = tariff.Version, TimeZone = given.Zone })));
            if (given.Json)
            {
                given.WriteJson(json =>
                {
                    json.WriteStartArray();
                    foreach (var (tariff, findings) in checks)
                    {
                        json.WriteStartObject();
                        json.WriteString("tariff_id", tariff.Value.Id);
                        json.WriteString("version", tariff.Version.Number());
                        TariffReportWriter.Write(json, findings);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
            }
            else
            {
                foreach (var (tariff, findings) in checks)
                {
                    given.Output.WriteLine($"{tariff.Value.Id} (OCPI {tariff.Version.Number()}): {(findings.Count == 0 ? "no findings" : $"{findings.Count} finding{(findings.Count == 1 ? "" : "s")}")}");
                    TariffText.Write(given.Output, findings);
                }
            }

            return checks.Exists(check => check.Findings.Any(finding => finding.Severity > LintSeverity.Note)) ? 1 : 0;
        });
        return command;
    }
}
