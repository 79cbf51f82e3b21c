using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Commands;

/// <summary>One run of <c>busbar translate</c> over the objects of a file.</summary>
internal sealed class TranslateRun(string module, OcpiVersion from, OcpiVersion to, TranslationContext context, TextWriter error)
{
    private readonly List<string> _documents = [];
    private bool _isSingle;

    /// <summary>What was lost of each translated object, in the order of the output; empty where nothing was.</summary>
    public List<ReadOnlyMemory<byte>> Residues { get; } = [];

    /// <summary>Translates every object; 1 when one of them was not acceptable or has no form.</summary>
    public int Translate(IReadOnlyList<DocumentPart> parts, IReadOnlyList<byte[]> kept)
    {
        _isSingle = parts is [{ Pointer: "" or "/data" }];
        var failed = false;
        for (var index = 0; index < parts.Count; index++)
        {
            failed |= !TryTranslate(parts[index], index < kept.Count ? kept[index] : default(ReadOnlyMemory<byte>));
        }

        return failed ? 1 : 0;
    }

    /// <summary>One object in, one object out; a list stays a list.</summary>
    public void Write(TextWriter output)
    {
        if (_isSingle)
        {
            _documents.ForEach(output.WriteLine);
        }
        else
        {
            output.WriteLine($"[{string.Join(",\n", _documents)}]");
        }
    }

    private bool TryTranslate(DocumentPart part, ReadOnlyMemory<byte> residue)
    {
        var type = DocumentTypes.Resolve(module, from, part.Utf8.Span)
            ?? throw new InvalidOperationException($"The module {module} has been checked before.");
        // 2.1.1 has one object for both answers to a command.
        var checkedAs = from == OcpiVersion.V211 && type == ObjectType.CommandResult ? ObjectType.CommandResponse : type;
        var faults = ObjectValidator.Validate(checkedAs, from, part.Utf8.Span).Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        faults.ForEach(fault => LossLines.WriteFault(error, part.Pointer, fault));
        if (faults.Count > 0)
        {
            return false;
        }

        var result = Translator.Restore(type, from, to, part.Utf8, residue, context);
        LossLines.Write(error, part.Pointer, result);
        if (result.IsWithheld)
        {
            return false;
        }

        _documents.Add(Encoding.UTF8.GetString(result.Utf8.Span));
        Residues.Add(result.Residue);
        return true;
    }
}
