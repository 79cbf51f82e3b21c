using System.CommandLine;

namespace Busbar.Commands;

/// <summary><c>busbar validate</c>: checks documents against a version of OCPI and lists every finding.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var version = DocumentOptions.Version("--version", "The version the documents are written in: 2.1.1, 2.2, 2.2.1 or 2.3.0.");
        var module = DocumentOptions.Module();
        var patch = new Option<bool>("--patch") { Description = "The documents are bodies of PATCH requests." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of lines." };
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "One object, a list of objects, or a response envelope with either; - is the standard input.",
        };
        var command = new Command("validate", "Checks documents and lists every finding. Exit code 0: acceptable, 1: errors were found, 2: usage or unreadable input.")
        {
            version, module, patch, json, files,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(parsed.GetValue(version), parsed.GetValue(module), parsed.GetValue(patch), parsed.GetValue(json), parsed.GetValue(files) ?? []),
            System.Console.OpenStandardInput(),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(Request request, Stream standardInput, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!DocumentOptions.TryVersion("--version", request.Version, error, out var version)
            || !DocumentOptions.TryModule(request.Module, version, error, out var module))
        {
            return 2;
        }

        if (request.Files.Count == 0)
        {
            await error.WriteLineAsync("busbar: no file is given; - is the standard input.");
            return 2;
        }

        var reports = new List<FileReport>();
        foreach (var file in request.Files)
        {
            var utf8 = await DocumentInput.ReadAsync(file, standardInput, error, cancellation);
            if (utf8 is null)
            {
                return 2;
            }

            reports.Add(FileReport.Of(file, utf8, module, version, request.Patch));
        }

        if (request.Json)
        {
            FindingWriter.WriteJson(output, reports);
        }
        else
        {
            FindingWriter.WriteText(output, reports);
        }

        return reports.Any(report => report.Count(Ocpi.Wire.Validation.Severity.Error) > 0) ? 1 : 0;
    }

    internal sealed record Request(string? Version, string? Module, bool Patch, bool Json, IReadOnlyList<string> Files);
}
