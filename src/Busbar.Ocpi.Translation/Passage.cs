using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation;

/// <summary>One document on its way from one version to another: read once, carried over every step between, written by whoever asked.</summary>
internal sealed record Passage(Node? Root, IReadOnlyList<Loss> Losses, string? Withheld)
{
    public static Passage Run(ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, TranslationContext context, bool isPatch)
    {
        if (Steps.Of(type, isPatch) is not { } steps)
        {
            return Withhold(isPatch ? $"A {type} is not changed in part in every version: the whole object must be looked at." : $"Nobody translates {type}.");
        }

        try
        {
            var root = DocumentReader.Read(utf8);
            if (from == OcpiVersion.V211 && root.Kind == JsonValueKind.String && (type == ObjectType.CommandResponse || type == ObjectType.CommandResult))
            {
                // The first edition of 2.1.1 answers commands with the bare word.
                root = Node.NewObject(("result", root));
            }

            return root.Kind == JsonValueKind.Object
                ? Carry(steps, type, from, to, root, new LossLog(context, HasTariffForm, isPatch) { Final = to })
                : Withhold($"The document is no JSON object, so it is no {type}.");
        }
        catch (JsonException exception)
        {
            return Withhold($"The document cannot be read as JSON (line {exception.LineNumber + 1}).");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The words of readers and writers for text that is JSON in form and no Unicode in content, such as half a surrogate pair.
            return Withhold("The document holds text that is no Unicode.");
        }
        catch (OverflowException)
        {
            return Withhold("The document holds an amount that is too large to calculate with.");
        }
    }

    private static Passage Withhold(string reason) => new(null, [], reason);

    private static Passage Carry(ObjectSteps steps, ObjectType type, OcpiVersion from, OcpiVersion to, Node root, LossLog log)
    {
        var place = new Place(root, log);
        if (log.IsPatch && from == OcpiVersion.V211 && !place.Has("last_updated"))
        {
            Date(place);
        }

        for (var at = from; at != to && log.Withheld is null;)
        {
            var (step, next) = steps.Towards(at, to);
            if (step is null)
            {
                var lower = at < next ? at : next;
                log.Withhold($"OCPI {lower.Number()} has no {type}.");
                break;
            }

            step(place);
            at = next;
        }

        if (log.Withheld is null && TargetForm.Matters(from, to) && Contract.For(to).Find(In(to, type)) is { } contract)
        {
            new TargetForm(from, to, log).Apply(root, contract);
        }

        return new Passage(log.Withheld is null ? root : null, log.Losses, log.Withheld);
    }

    /// <summary>From 2.2 on every change says when it was made; in 2.1.1 the moment at which it arrived has to do (X-DT-2).</summary>
    private static void Date(Place patch)
    {
        if (patch.Context.Moment is { } now)
        {
            patch.Default("last_updated", Node.Text(OcpiDateTime.Format(now)), "X-DT-2", "The change does not say when it was made; the moment it arrived stands for it.");
        }
        else
        {
            patch.Log.Withhold("The change does not say when it was made, which the target version requires.");
        }
    }

    /// <summary>2.1.1 has one object for both answers to a command.</summary>
    private static ObjectType In(OcpiVersion version, ObjectType type) =>
        version == OcpiVersion.V211 && type == ObjectType.CommandResult ? ObjectType.CommandResponse : type;

    private static bool HasTariffForm(RelatedObject tariff, TranslationContext context) =>
        Run(ObjectType.Tariff, tariff.Version, OcpiVersion.V211, tariff.Utf8, context, isPatch: false).Withheld is null;
}
