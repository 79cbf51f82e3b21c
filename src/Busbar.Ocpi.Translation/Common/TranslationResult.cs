namespace Busbar.Ocpi.Translation.Common;

/// <summary>What a translation gave: a document with its losses, or the reason why there is none.</summary>
public sealed class TranslationResult
{
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? _keep;
    private ReadOnlyMemory<byte>? _residue;

    private TranslationResult(
        ReadOnlyMemory<byte> utf8, IReadOnlyList<Loss> losses, string? withheld, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? keep)
    {
        Utf8 = utf8;
        Losses = losses;
        Withheld = withheld;
        _keep = keep;
    }

    /// <summary>The document in the target version; empty when it is withheld. The given bytes themselves when nothing had to change.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Everything that the target version could not carry as it was. Also given for a withheld document, as far as it came.</summary>
    public IReadOnlyList<Loss> Losses { get; }

    /// <summary>Why the document has no form in the target version, in one sentence; null when it has.</summary>
    public string? Withheld { get; }

    /// <summary>Whether there is no document.</summary>
    public bool IsWithheld => Withheld is not null;

    /// <summary>
    /// What the way back cannot find in the translated document: a compact JSON document to be stored beside it and handed to
    /// <see cref="Translator.Restore"/>. Empty when the way back gives the document as it was. Calculated when it is first asked for.
    /// </summary>
    /// <remarks>Holds values of the given document, so it deserves the same protection.</remarks>
    public ReadOnlyMemory<byte> Residue => _residue ??= IsWithheld || _keep is null ? default : _keep(Utf8);

    internal static TranslationResult Of(
        ReadOnlyMemory<byte> utf8, IReadOnlyList<Loss> losses, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? keep) => new(utf8, losses, null, keep);

    internal static TranslationResult Withhold(string reason, IReadOnlyList<Loss> losses) => new(default, losses, reason, null);
}
