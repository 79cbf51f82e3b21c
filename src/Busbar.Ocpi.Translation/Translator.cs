using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Changes;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Residues;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation;

/// <summary>Carries OCPI documents from any version to any other, by steps between neighbouring versions.</summary>
/// <remarks>
/// Translations are pure: the same document and context give the same bytes. What the target version cannot carry is named in the
/// result, and a document that would mean something else there is withheld with a reason. Values that a rule does not touch keep their
/// spelling, numbers every digit. What was lost can be kept as a residue and put back by <see cref="Restore"/>.
/// </remarks>
public static class Translator
{
    /// <summary>Translates a whole object.</summary>
    /// <param name="type">What the document is.</param>
    /// <param name="from">The version it is written in.</param>
    /// <param name="to">The version that is wanted. When it is the same, the same bytes are given back.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="context">What the document does not say: from and to 2.1.1 at least the owner.</param>
    public static TranslationResult Translate(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, TranslationContext? context = null)
    {
        if (from == to)
        {
            return TranslationResult.Of(utf8, [], null);
        }

        var known = context ?? TranslationContext.None;
        var passage = Passage.Run(type, from, to, utf8, known, isPatch: false);
        return Result(passage, utf8, translated => Keep(type, from, to, utf8, translated, known));
    }

    /// <summary>Translates the body of a PATCH, without the object that it changes.</summary>
    /// <remarks>
    /// A body whose every change is lost still says when the object changed. One that cannot be judged without the whole object is
    /// withheld: <see cref="TranslateChange"/> looks at that.
    /// </remarks>
    /// <param name="type">What the patch changes: a Location, an EVSE, a Connector, a Session or a Token.</param>
    /// <param name="from">The version it is written in.</param>
    /// <param name="to">The version that is wanted. When it is the same, the same bytes are given back.</param>
    /// <param name="utf8">The body of the PATCH.</param>
    /// <param name="context">What the document does not say.</param>
    public static TranslationResult TranslatePatch(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, TranslationContext? context = null) =>
        from == to
            ? TranslationResult.Of(utf8, [], null)
            : Result(Passage.Run(type, from, to, utf8, context ?? TranslationContext.None, isPatch: true), utf8, null);

    /// <summary>Translates a change as the difference that it makes in the target version (X-DLV-1).</summary>
    /// <param name="type">What changed.</param>
    /// <param name="from">The version both documents are written in.</param>
    /// <param name="to">The version that is wanted; may be the same.</param>
    /// <param name="before">The whole object before the change; null when there was none.</param>
    /// <param name="after">The whole object after it.</param>
    /// <param name="context">What the documents do not say.</param>
    /// <returns>The whole object in the target version, and the least that has to be sent to somebody who knows the object before.</returns>
    public static ChangeTranslation TranslateChange(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte> after, TranslationContext? context = null)
    {
        var now = Translate(type, from, to, after, context);
        if (now.IsWithheld)
        {
            return new ChangeTranslation(now, []);
        }

        var then = before is { } known ? Translate(type, from, to, known, context) : null;
        return new ChangeTranslation(now, ChangedParts.Between(type, to, then is { IsWithheld: false } ? then.Utf8 : (ReadOnlyMemory<byte>?)null, now.Utf8));
    }

    /// <summary>
    /// Translates an object back to the version that it was translated from, and puts back what that version had and this one has not,
    /// where nobody changed the value meanwhile.
    /// </summary>
    /// <param name="type">What the document is.</param>
    /// <param name="from">The version it is written in, to which it was translated before.</param>
    /// <param name="to">The version in which it was given at first.</param>
    /// <param name="utf8">The document, as it was translated or changed since.</param>
    /// <param name="residue">What was kept: <see cref="TranslationResult.Residue"/> of the way from <paramref name="to"/> to <paramref name="from"/>. Empty: nothing.</param>
    /// <param name="context">The same as on that way.</param>
    public static TranslationResult Restore(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, ReadOnlyMemory<byte> residue, TranslationContext? context = null)
    {
        if (from == to || residue.IsEmpty)
        {
            return Translate(type, from, to, utf8, context);
        }

        var known = context ?? TranslationContext.None;
        var back = Passage.Run(type, from, to, utf8, known, isPatch: false);
        var (root, losses) = Residue.PutBack(residue, to, from, utf8, back.Root, back.Losses);
        if (root is { IsChanged: false } && root != back.Root)
        {
            // Kept as a whole: the given bytes are not the document's.
            return TranslationResult.Of(DocumentWriter.Write(root), losses, null);
        }

        return Result(new Passage(root, losses, root is null ? back.Withheld : null), utf8, translated => Keep(type, from, to, utf8, translated, known));
    }

    private static ReadOnlyMemory<byte> Keep(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> given, ReadOnlyMemory<byte> translated, TranslationContext context) =>
        Residue.Of(from, to, DocumentReader.Read(given), translated, Passage.Run(type, to, from, translated, context, isPatch: false).Root);

    private static TranslationResult Result(Passage passage, ReadOnlyMemory<byte> given, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? residue) =>
        passage.Root is { } root
            ? TranslationResult.Of(root.IsChanged ? DocumentWriter.Write(root) : given, passage.Losses, residue)
            : TranslationResult.Withhold(passage.Withheld!, passage.Losses);
}
