using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Metering.Cdrs;
using Busbar.Ocpi.Metering.Ocmf;
using Busbar.Ocpi.Metering.Reports;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Discrepancies;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Commands;

/// <summary><c>busbar price</c>: checks what a CDR costs, or prices a session, and explains every amount.</summary>
internal static class PriceCommand
{
    public static Command Create()
    {
        var cdr = new Option<string?>("--cdr") { Description = "The CDR to check; - is the standard input.", HelpName = "FILE" };
        var session = new Option<string?>("--session") { Description = "The Session to price; - is the standard input.", HelpName = "FILE" };
        var tariff = new Option<string[]>("--tariff") { Description = "A tariff to price by, instead of those in the CDR; may be given several times.", HelpName = "FILE" };
        var zone = new Option<string?>("--time-zone") { Description = "The time zone of the Location, for example Europe/Amsterdam; by default that of the country, when it has only one.", HelpName = "IANA" };
        var version = new Option<string?>("--version") { Description = "The version the documents are written in; by default what they look like.", HelpName = "V" };
        var policy = new Option<string?>("--policy") { Description = "Choices where the standard leaves one, in the shape that \"policy\" has in the JSON report.", HelpName = "FILE" };
        var expired = new Option<bool>("--reservation-expired") { Description = "The reservation was never used; a CDR does not say so." };
        var language = new Option<string>("--language") { Description = "The language of the text: en, de, fr or nl.", HelpName = "LANG", DefaultValueFactory = _ => "en" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var command = new Command(
            "price",
            "Checks what a CDR costs by its tariffs, or prices a Session, and explains every amount. Exit code 0: priced and in agreement, 1: differences or findings, 2: usage or unreadable input.")
        {
            cdr, session, tariff, zone, version, policy, expired, language, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(parsed.GetValue(cdr), parsed.GetValue(session), parsed.GetValue(tariff) ?? [], parsed.GetValue(zone), parsed.GetValue(version), parsed.GetValue(policy), parsed.GetValue(expired), parsed.GetValue(language)!, parsed.GetValue(json)),
            System.Console.OpenStandardInput(),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(Request request, Stream standardInput, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (request.Cdr is null == request.Session is null)
        {
            await error.WriteLineAsync("busbar: either --cdr or --session is needed.");
            return 2;
        }

        OcpiVersion? version = null;
        if (request.Version is not null)
        {
            if (!DocumentOptions.TryVersion("--version", request.Version, error, out var given))
            {
                return 2;
            }

            version = given;
        }

        TimeZoneInfo? zone = null;
        if (request.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out zone))
        {
            await error.WriteLineAsync($"busbar: --time-zone {request.TimeZone} is unknown; it is a name such as Europe/Amsterdam.");
            return 2;
        }

        if (!Language.TryFind(request.Language, out var language))
        {
            await error.WriteLineAsync($"busbar: --language {request.Language} is unknown; there are {string.Join(", ", Language.All)}.");
            return 2;
        }

        var policy = PricingPolicy.Default;
        if (request.Policy is not null)
        {
            if (await PolicyAsync(request.Policy, standardInput, error, cancellation) is not { } read)
            {
                return 2;
            }

            policy = read;
        }

        var tariffs = new List<PriceDocument<Tariff>>();
        foreach (var file in request.Tariffs)
        {
            if (await PriceDocuments.TariffsAsync(file, version, standardInput, error, cancellation) is not { } read)
            {
                return 2;
            }

            tariffs.AddRange(read);
        }

        if (request.Cdr is not null)
        {
            return await PriceDocuments.CdrsAsync(request.Cdr, version, standardInput, error, cancellation) is { } cdrs
                ? Report(request, language, [.. cdrs.Select(cdr => Check(cdr, tariffs, zone, policy, request.ReservationExpired))], output)
                : 2;
        }

        if (tariffs.Count == 0)
        {
            await error.WriteLineAsync("busbar: a Session holds no tariff; --tariff is needed.");
            return 2;
        }

        return await PriceDocuments.SessionsAsync(request.Session!, version, standardInput, error, cancellation) is { } sessions
            ? Report(request, language, [.. sessions.Select(session => Price(session, tariffs, zone, policy))], output)
            : 2;
    }

    private static async Task<PricingPolicy?> PolicyAsync(string file, Stream standardInput, TextWriter error, CancellationToken cancellation)
    {
        if (await DocumentInput.ReadAsync(file, standardInput, error, cancellation) is not { } utf8)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            return PolicyReader.Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            await error.WriteLineAsync($"busbar: {file} is no policy: {exception.Message.Split('\n')[0].TrimEnd()}");
            return null;
        }
    }

    private static PriceReport Check(PriceDocument<Cdr> cdr, List<PriceDocument<Tariff>> tariffs, TimeZoneInfo? given, PricingPolicy policy, bool expired)
    {
        var zone = given ?? ZoneOf(cdr.TimeZone) ?? ZoneOf(CountryZones.Find(cdr.Value.CdrLocation.Country));
        var version = tariffs.Count > 0 ? tariffs[0].Version : cdr.Version;
        var input = CdrReader.Read(cdr.Value, zone, [.. tariffs.Select(tariff => tariff.Value)], version);
        input = input with { ReservationExpired = expired ? true : input.ReservationExpired };
        var verdict = DiscrepancyExplainer.Explain(cdr.Value, input, CdrCheck.Check(cdr.Value, input, policy));
        return new PriceReport(cdr.Value.Id, version, zone, verdict.Result, verdict, SignedDataCheck.Check(cdr.Value));
    }

    private static PriceReport Price(PriceDocument<Session> session, List<PriceDocument<Tariff>> tariffs, TimeZoneInfo? given, PricingPolicy policy)
    {
        var zone = given ?? ZoneOf(session.TimeZone);
        var result = SessionPricing.Price(session.Value, [.. tariffs.Select(tariff => tariff.Value)], zone, tariffs[0].Version, policy);
        return new PriceReport(session.Value.Id, tariffs[0].Version, zone, result, null);
    }

    private static TimeZoneInfo? ZoneOf(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static int Report(Request request, Language language, List<PriceReport> reports, TextWriter output)
    {
        if (request.Json)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                // One object in, one report out; a list stays a list.
                if (reports.Count != 1)
                {
                    json.WriteStartArray();
                }

                reports.ForEach(report => report.Write(json));
                if (reports.Count != 1)
                {
                    json.WriteEndArray();
                }
            }

            output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
        }
        else
        {
            reports.ForEach(report => report.Write(output, language));
        }

        return reports.Any(report => report.HasFindings) ? 1 : 0;
    }

    internal sealed record Request(string? Cdr, string? Session, IReadOnlyList<string> Tariffs, string? TimeZone, string? Version, string? Policy, bool ReservationExpired, string Language, bool Json);

    private sealed record PriceReport(string Id, OcpiVersion Version, TimeZoneInfo? Zone, PricingResult Result, CdrVerdict? Verdict, SignedDataReport? Signed = null)
    {
        public bool HasFindings => Verdict is { } verdict
            ? verdict.Outcome != CdrOutcome.Agrees || verdict.Inconsistencies.Count > 0 || Signed is { State: SignatureState.Failed } or { Findings.Count: > 0 }
            : Result.Warnings.Any(warning => warning.Code is WarningCodes.TimeZoneUnknown or WarningCodes.TariffNotFound or WarningCodes.NoTariff);

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteString("version", Version.Number());
            json.WriteString("time_zone", Zone?.Id);
            if (Verdict is { } verdict)
            {
                ReportWriter.Write(json, verdict);
            }
            else
            {
                ReportWriter.Write(json, Result);
            }

            if (Signed is not null)
            {
                json.WritePropertyName("signed_data");
                SignedDataWriter.Write(json, Signed);
            }

            json.WriteEndObject();
        }

        public void Write(TextWriter output, Language language)
        {
            output.WriteLine($"{Id} (OCPI {Version.Number()}, {Zone?.Id ?? "time zone unknown"})");
            if (Verdict is { } verdict)
            {
                PriceText.Write(output, verdict, language);
            }
            else
            {
                PriceText.Write(output, Result, language);
            }

            if (Signed is not null)
            {
                output.WriteLine($"{Signed.Format}: {SignedDataWriter.Name(Signed.State)}");
                foreach (var message in Signed.Values.Select(value => $"{value.Nature}: {value.Result.Message}").Concat(Signed.Findings.Select(finding => finding.Message)))
                {
                    output.WriteLine("  " + message);
                }
            }
        }
    }
}
