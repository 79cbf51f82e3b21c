using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>What happens to one document while it is translated.</summary>
internal sealed class LossLog(TranslationContext context, Func<RelatedObject, TranslationContext, bool> hasTariffForm, bool isPatch = false)
{
    private List<Loss>? _losses;

    /// <summary>What the gateway knows beyond the document.</summary>
    public TranslationContext Context { get; } = context;

    /// <summary>Whether the document is the body of a PATCH, so that what is absent is not missing.</summary>
    public bool IsPatch { get; } = isPatch;

    /// <summary>The version at which the way ends. On a way up only that one limits texts.</summary>
    public OcpiVersion Final { get; init; }

    /// <summary>Whether connectors of standards that the target version does not know are sent all the same: who charged there must be able to see it (X-CON-04).</summary>
    public bool SendsEveryConnector { get; init; }

    /// <summary>The losses so far, in the order of the rules.</summary>
    public IReadOnlyList<Loss> Losses => _losses ?? (IReadOnlyList<Loss>)[];

    /// <summary>Why the document has no form in the target version; the first reason counts.</summary>
    public string? Withheld { get; private set; }

    public void Add(string path, string rule, LossKind kind, string message, bool priceRelevant = false)
    {
        _losses ??= [];
        if (kind != LossKind.Defaulted || !_losses.Exists(loss => loss.Kind == kind && loss.Path == path))
        {
            // What one step had to add, the next one may have to add in its own words: that is one loss.
            _losses.Add(new Loss(path, rule, kind, message) { PriceRelevant = priceRelevant });
        }
    }

    public void Withhold(string reason) => Withheld ??= reason;

    /// <summary>Whether 2.1.1 has a form for a tariff.</summary>
    public bool HasTariffForm(RelatedObject tariff) => hasTariffForm(tariff, Context);

    /// <summary>Takes over the losses of a part that was tried on its own.</summary>
    public void Join(LossLog part) => (_losses ??= []).AddRange(part.Losses);

    /// <summary>A log of its own for a part that may turn out to have no form, which shall not take the whole with it.</summary>
    public LossLog ForPart() => new(Context, hasTariffForm, IsPatch) { Final = Final };

    /// <summary>A log for a Location that is put into a Session or CDR: whoever charged there may know it.</summary>
    public LossLog ForEmbedded() => new(Context with { DeliverUnpublished = true }, hasTariffForm) { SendsEveryConnector = true };
}
