namespace Busbar.Ocpi.Translation.Common;

/// <summary>What a translation gave: a document with its losses, or the reason why there is none.</summary>
public sealed record TranslationResult
{
    private TranslationResult(ReadOnlyMemory<byte> utf8, IReadOnlyList<Loss> losses, string? withheld)
    {
        Utf8 = utf8;
        Losses = losses;
        Withheld = withheld;
    }

    /// <summary>The document in the target version; empty when it is withheld. The given bytes themselves when nothing had to change.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Everything that the target version could not carry as it was. Also given for a withheld document, as far as it came.</summary>
    public IReadOnlyList<Loss> Losses { get; }

    /// <summary>Why the document has no form in the target version, in one sentence; null when it has.</summary>
    public string? Withheld { get; }

    /// <summary>Whether there is no document.</summary>
    public bool IsWithheld => Withheld is not null;

    internal static TranslationResult Of(ReadOnlyMemory<byte> utf8, IReadOnlyList<Loss> losses) => new(utf8, losses, null);

    internal static TranslationResult Withhold(string reason, IReadOnlyList<Loss> losses) => new(default, losses, reason);
}
