using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>What a translation needs and the document does not say. 2.1.1 says least: its objects do not even name their owner.</summary>
/// <remarks>Everything is optional. What is missing where it is needed withholds the document, with a reason that names it.</remarks>
public sealed record TranslationContext
{
    /// <summary>Nothing is known beyond the document.</summary>
    public static TranslationContext None { get; } = new();

    /// <summary>The party that owns the object, from the URL or the connection (X-LOC-01, X-SES-01, X-CDR-01, X-TAR-01, X-TOK-01).</summary>
    public PartyId? Owner { get; init; }

    /// <summary>
    /// The eMSP whose token a Session, a CDR or a command is about; on a connection of 2.1.1 or 2.2 the party at its other end (X-SES-04).
    /// For a command, and for the answer to an authorization, the same as <see cref="Owner"/>, which is used when this is absent.
    /// </summary>
    public PartyId? TokenOwner { get; init; }

    /// <summary>What the partner is on this connection; credentials of 2.1.1 have no role.</summary>
    public Role? Role { get; init; }

    /// <summary>The moment for which the document is translated: decides which tariffs are valid, and fills times that are missing.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>The token whose authorization was asked for: the answer of 2.1.1 does not repeat it (X-AUT-4).</summary>
    public RequestedToken? RequestedToken { get; init; }

    /// <summary>The business name of the eMSP that answered an authorization, for a token that had to be made up (X-AUT-4).</summary>
    public string? Issuer { get; init; }

    /// <summary>How long a partner of 2.1.1 has for the result of a command; its answer does not say (CORE-2.7).</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The number that stands for a reservation's id in 2.1.1. Without it a number is derived from the id, always the same.</summary>
    public Func<string, int>? ReservationNumber { get; init; }

    /// <summary>Locations that are not to be published go to a 2.1.1 partner as well, because it is trusted not to show them (X-LOC-04).</summary>
    public bool DeliverUnpublished { get; init; }

    /// <summary>Locations of a 2.1.1 partner are not to be published (X-LOC-04).</summary>
    public bool ReceiveUnpublished { get; init; }

    /// <summary>
    /// A tariff goes to 2.1.1 without its least or greatest price, and says so in its text, instead of being withheld (X-TAR-07).
    /// </summary>
    public bool AnnouncePriceLimits { get; init; }

    /// <summary>In the tariffs of this operator of 2.1.1 the first matching element prices everything, as its text says (X-TAR-12); else each dimension looks for its own.</summary>
    public bool FirstElementCounts { get; init; }

    /// <summary>Members that nobody knows are sent to partners of 2.1.1 and 2.2 too (X-GEN-09).</summary>
    public bool KeepUnknownMembers { get; init; }

    /// <summary>Texts go out in printable ASCII, to partners that take 2.1.1 at its word (X-TXT-3).</summary>
    public bool Ascii { get; init; }

    /// <summary>Looks up other objects; null when there are none to look up.</summary>
    public IRelatedObjects? Related { get; init; }
}
