using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Commands;

/// <summary>Prints what validation found: for people, or as one JSON document.</summary>
internal static class FindingWriter
{
    public static void WriteText(TextWriter output, IReadOnlyList<FileReport> reports)
    {
        foreach (var report in reports)
        {
            output.WriteLine($"{report.File}: {Plural(report.Objects, "object")}, {Summary(report)}");
            var width = report.Findings.Select(finding => Math.Min(48, Shown(finding).Length)).DefaultIfEmpty().Max();
            foreach (var finding in report.Findings)
            {
                var row = finding.Requirement is null ? "" : $" ({finding.Requirement})";
                output.WriteLine($"  {Name(finding.Severity),-7}  {Shown(finding).PadRight(width)}  {finding.Rule,-19}  {finding.Message}{row}");
            }
        }
    }

    public static void WriteJson(TextWriter output, IReadOnlyList<FileReport> reports)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("errors", reports.Sum(report => report.Count(Severity.Error)));
            json.WriteNumber("warnings", reports.Sum(report => report.Count(Severity.Warning)));
            json.WriteStartArray("files");
            foreach (var report in reports)
            {
                WriteFile(json, report);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteFile(Utf8JsonWriter json, FileReport report)
    {
        json.WriteStartObject();
        json.WriteString("file", report.File);
        json.WriteNumber("objects", report.Objects);
        json.WriteBoolean("acceptable", report.Count(Severity.Error) == 0);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("path", finding.Path);
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", Name(finding.Severity));
            json.WriteString("message", finding.Message);
            if (finding.Requirement is not null)
            {
                json.WriteString("requirement", finding.Requirement);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Summary(FileReport report)
    {
        string[] counts =
        [
            .. new[] { (Severity.Error, "error"), (Severity.Warning, "warning"), (Severity.Info, "remark") }
                .Where(kind => report.Count(kind.Item1) > 0)
                .Select(kind => Plural(report.Count(kind.Item1), kind.Item2)),
        ];
        return counts.Length == 0 ? "nothing to say" : string.Join(", ", counts);
    }

    private static string Shown(Finding finding) => finding.Path.Length == 0 ? "(document)" : finding.Path;

    private static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
