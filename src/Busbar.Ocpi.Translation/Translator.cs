using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation;

/// <summary>Carries OCPI documents from one version to another, by steps between neighbouring versions.</summary>
/// <remarks>
/// Translations are pure: the same document gives the same bytes. What the target version cannot carry is named in the result,
/// and a document that would mean something else there is withheld with a reason. Values that a rule does not touch keep their
/// spelling, numbers every digit; members nobody knows are carried along.
/// </remarks>
public static class Translator
{
    // Of a member that stands twice nobody can say which one counts.
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>Translates a whole object.</summary>
    /// <param name="type">What the document is.</param>
    /// <param name="from">The version it is written in.</param>
    /// <param name="to">The version that is wanted. When it is the same, the same bytes are given back.</param>
    /// <param name="utf8">The document.</param>
    public static TranslationResult Translate(ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8) =>
        Run(Steps.ForObject(type, from, to), type, from, to, utf8);

    /// <summary>Translates the body of a PATCH, without the object that it changes.</summary>
    /// <remarks>
    /// A body whose every change is lost still says when the object changed. One that would give the object a value that the
    /// target version cannot have is withheld: the object as a whole must be looked at then.
    /// </remarks>
    /// <param name="type">What the patch changes: a Location, an EVSE, a Connector, a Session or a Token.</param>
    /// <param name="from">The version it is written in.</param>
    /// <param name="to">The version that is wanted. When it is the same, the same bytes are given back.</param>
    /// <param name="utf8">The body of the PATCH.</param>
    public static TranslationResult TranslatePatch(ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8) =>
        Run(Steps.ForPatch(type, from, to), type, from, to, utf8);

    private static TranslationResult Run(Action<Place>? step, ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8)
    {
        if (from == to)
        {
            return TranslationResult.Of(utf8, []);
        }

        if (step is null)
        {
            return TranslationResult.Withhold($"There is no translation of {type} from OCPI {from.Number()} to {to.Number()}.", []);
        }

        try
        {
            return JsonNode.Parse(utf8.Span, documentOptions: Reading) is JsonObject root
                ? Apply(step, root, utf8)
                : TranslationResult.Withhold($"The document is no JSON object, so it is no {type}.", []);
        }
        catch (JsonException exception)
        {
            return TranslationResult.Withhold($"The document cannot be read as JSON (line {exception.LineNumber + 1}).", []);
        }
        catch (InvalidOperationException)
        {
            // The reader's only word for text that is JSON in form and no Unicode in content, such as half a surrogate pair.
            return TranslationResult.Withhold("The document holds text that is no Unicode.", []);
        }
        catch (OverflowException)
        {
            return TranslationResult.Withhold("The document holds an amount that is too large to calculate with.", []);
        }
    }

    private static TranslationResult Apply(Action<Place> step, JsonObject root, ReadOnlyMemory<byte> given)
    {
        var log = new LossLog();
        step(new Place(root, "", log));
        return log.Withheld is { } reason ? TranslationResult.Withhold(reason, log.Losses)
            : TranslationResult.Of(log.Changed ? DocumentWriter.Write(root) : given, log.Losses);
    }
}
