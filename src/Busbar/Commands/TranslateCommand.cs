using System.CommandLine;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Documents;

namespace Busbar.Commands;

/// <summary><c>busbar translate</c>: carries a document to another version of OCPI and says what it could not carry.</summary>
internal static class TranslateCommand
{
    public static Command Create()
    {
        var from = DocumentOptions.Version("--from", "The version the document is written in.");
        var to = DocumentOptions.Version("--to", "The version that is wanted.");
        var module = DocumentOptions.Module();
        var owner = new Option<string>("--owner") { Description = "The party that owns the objects, such as NL*ABC; documents of 2.1.1 do not name it.", HelpName = "PARTY" };
        var tokenOwner = new Option<string>("--token-owner") { Description = "The eMSP of the tokens in sessions and CDRs of 2.1.1 and 2.2.", HelpName = "PARTY" };
        var role = new Option<string>("--role") { Description = "The role of a partner (CPO, EMSP …); credentials of 2.1.1 do not say it.", HelpName = "ROLE" };
        var related = new Option<string[]>("--with")
        {
            Description = "A file with locations, tariffs or tokens that the documents refer to, in the version of --from. May be given several times.",
            HelpName = "FILE",
        };
        var keep = new Option<string>("--keep") { Description = "Writes what the other version cannot hold to a file, one line per object.", HelpName = "FILE" };
        var residue = new Option<string>("--residue") { Description = "A file that --keep has written on the way here: what it holds is put back where nothing changed.", HelpName = "FILE" };
        var file = new Argument<string>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "One object, a list of objects, or a response envelope with either; - is the standard input.",
        };
        var command = new Command(
            "translate",
            "Translates a document: the object goes to the standard output, each loss as a line of JSON to the error output. Exit code 0: translated, 1: not acceptable or withheld, 2: usage or unreadable input.")
        {
            from, to, module, owner, tokenOwner, role, related, keep, residue, file,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new TranslateRequest(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(module), parsed.GetValue(file))
            {
                Owner = parsed.GetValue(owner),
                TokenOwner = parsed.GetValue(tokenOwner),
                Role = parsed.GetValue(role),
                Related = parsed.GetValue(related) ?? [],
                Keep = parsed.GetValue(keep),
                Residue = parsed.GetValue(residue),
            },
            System.Console.OpenStandardInput(),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(TranslateRequest request, Stream standardInput, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!DocumentOptions.TryVersion("--from", request.From, error, out var from) || !DocumentOptions.TryVersion("--to", request.To, error, out var to)
            || !DocumentOptions.TryModule(request.Module, from, error, out var module)
            || await ContextAsync(request, from, error, cancellation) is not { } context)
        {
            return 2;
        }

        if (request.File is null)
        {
            await error.WriteLineAsync("busbar: no file is given; - is the standard input.");
            return 2;
        }

        if (await DocumentInput.ReadAsync(request.File, standardInput, error, cancellation) is not { } utf8
            || await KeptFile.ReadAsync(request.Residue, error, cancellation) is not { } kept)
        {
            return 2;
        }

        try
        {
            var run = new TranslateRun(module, from, to, context, error);
            var translated = run.Translate(DocumentParts.Split(utf8), kept);
            run.Write(output);
            return await KeptFile.WriteAsync(request.Keep, run.Residues, error, cancellation) ? translated : 2;
        }
        catch (JsonException exception)
        {
            await error.WriteLineAsync($"busbar: {request.File} is not well-formed JSON (line {(exception.LineNumber ?? 0) + 1}).");
            return 2;
        }
    }

    private static async Task<TranslationContext?> ContextAsync(TranslateRequest request, OcpiVersion from, TextWriter error, CancellationToken cancellation)
    {
        if (!TryParty("--owner", request.Owner, error, out var owner) || !TryParty("--token-owner", request.TokenOwner, error, out var tokenOwner))
        {
            return null;
        }

        var related = new RelatedFiles(from);
        foreach (var file in request.Related)
        {
            if (await DocumentInput.ReadAsync(file, Stream.Null, error, cancellation) is not { } utf8)
            {
                return null;
            }

            try
            {
                related.Add(utf8);
            }
            catch (JsonException exception)
            {
                await error.WriteLineAsync($"busbar: {file} is not well-formed JSON (line {(exception.LineNumber ?? 0) + 1}).");
                return null;
            }
        }

        return new TranslationContext { Owner = owner, TokenOwner = tokenOwner, Role = request.Role is { } role ? new Role(role.ToUpperInvariant()) : null, Related = related };
    }

    private static bool TryParty(string option, string? text, TextWriter error, out PartyId? party)
    {
        party = null;
        if (text is null)
        {
            return true;
        }

        if (PartyId.TryParse(text, out var parsed))
        {
            party = parsed;
            return true;
        }

        error.WriteLine($"busbar: {option} {text} is no party; it is a country code with a party id, such as NL*ABC.");
        return false;
    }
}
