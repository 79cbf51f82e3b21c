using System.CommandLine;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Commands;

/// <summary><c>busbar translate</c>: carries a document to another version of OCPI and says what it could not carry.</summary>
internal static class TranslateCommand
{
    public static Command Create()
    {
        var from = DocumentOptions.Version("--from", "The version the document is written in.");
        var to = DocumentOptions.Version("--to", "The version that is wanted.");
        var module = DocumentOptions.Module();
        var file = new Argument<string>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "One object, a list of objects, or a response envelope with either; - is the standard input.",
        };
        var command = new Command(
            "translate",
            "Translates a document: the object goes to the standard output, each loss as a line of JSON to the error output. Exit code 0: translated, 1: not acceptable or withheld, 2: usage or unreadable input.")
        {
            from, to, module, file,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(module), parsed.GetValue(file)),
            System.Console.OpenStandardInput(),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(Request request, Stream standardInput, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!DocumentOptions.TryVersion("--from", request.From, error, out var from) || !DocumentOptions.TryVersion("--to", request.To, error, out var to)
            || !DocumentOptions.TryModule(request.Module, from, error, out var module))
        {
            return 2;
        }

        if (request.File is null)
        {
            await error.WriteLineAsync("busbar: no file is given; - is the standard input.");
            return 2;
        }

        var utf8 = await DocumentInput.ReadAsync(request.File, standardInput, error, cancellation);
        if (utf8 is null)
        {
            return 2;
        }

        try
        {
            return Translate(DocumentParts.Split(utf8), module, from, to, output, error);
        }
        catch (JsonException exception)
        {
            await error.WriteLineAsync($"busbar: {request.File} is not well-formed JSON (line {(exception.LineNumber ?? 0) + 1}).");
            return 2;
        }
    }

    private static int Translate(IReadOnlyList<DocumentPart> parts, string module, OcpiVersion from, OcpiVersion to, TextWriter output, TextWriter error)
    {
        var documents = new List<string>();
        var failed = false;
        foreach (var part in parts)
        {
            var type = DocumentTypes.Resolve(module, from, part.Utf8.Span)
                ?? throw new InvalidOperationException($"The module {module} has been checked before.");
            var faults = ObjectValidator.Validate(type, from, part.Utf8.Span).Findings.Where(finding => finding.Severity == Severity.Error).ToList();
            faults.ForEach(fault => LossLines.WriteFault(error, part.Pointer, fault));
            if (faults.Count > 0)
            {
                failed = true;
                continue;
            }

            var result = Translator.Translate(type, from, to, part.Utf8);
            LossLines.Write(error, part.Pointer, result);
            if (result.IsWithheld)
            {
                failed = true;
            }
            else
            {
                documents.Add(Encoding.UTF8.GetString(result.Utf8.Span));
            }
        }

        // One object in, one object out; a list stays a list.
        if (parts is [{ Pointer: "" or "/data" }])
        {
            documents.ForEach(output.WriteLine);
        }
        else
        {
            output.WriteLine($"[{string.Join(",\n", documents)}]");
        }

        return failed ? 1 : 0;
    }

    internal sealed record Request(string? From, string? To, string? Module, string? File);
}
