using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// What a translation needs for a change of a stored object that is written in another version. A write decides inside the writer's transaction and must not wait
/// there: what it misses it notes here, it is fetched outside, and the write is made once more.
/// </summary>
public sealed class ChangeLookups
{
    /// <summary>A Location may name tariffs, and a Session a Location that names them: no chain is longer.</summary>
    private const int MostRounds = 4;

    private readonly RelatedLookups _related = new();
    private TranslationContext? _context;
    private int _round;

    /// <summary>Whether the decision was made without something that can still be fetched.</summary>
    public bool IsShort => _related.Missing.Count > 0 && _round < MostRounds;

    /// <summary>The context of a translation of the stored object.</summary>
    internal TranslationContext ContextOf(ObjectKey key, PartyId? audience, DateTimeOffset now) => _context = new TranslationContext
    {
        Owner = key.Owner,
        TokenOwner = audience ?? key.Owner,
        Moment = now,
        Related = _related,

        // The owner may see its own object whether it is to be published or not.
        DeliverUnpublished = true,
    };

    /// <summary>Fetches what was missed.</summary>
    internal async ValueTask FetchAsync(ObjectTranslator translator, ObjectKey key, CancellationToken cancellation)
    {
        _round++;
        await translator.FetchAsync(_related, _context ?? TranslationContext.None, key, cancellation);
    }
}
