using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>Port: links, durable. The same kind, owner, name and value are one link.</summary>
public interface ILinkStore
{
    /// <summary>What is known of a name, newest first. Without an owner: whoever's name it is.</summary>
    ValueTask<IReadOnlyList<Link>> FindAsync(string kind, PartyId? owner, string name, CancellationToken cancellation);

    /// <summary>Adds links, and renews those that are there already, in one transaction.</summary>
    ValueTask AddAsync(IReadOnlyList<Link> links, CancellationToken cancellation);

    /// <summary>
    /// Finds the value of a name, or gives it one: <paramref name="candidates"/> are tried in order until one is found that no other name of the owner has.
    /// </summary>
    ValueTask<string> ClaimAsync(string kind, PartyId owner, string name, IEnumerable<string> candidates, CancellationToken cancellation);

    /// <summary>The name that a claimed value stands for; null when it stands for none.</summary>
    ValueTask<string?> NameOfAsync(string kind, PartyId owner, string value, CancellationToken cancellation);

    /// <summary>Removes links of a kind that were last said before a moment.</summary>
    ValueTask ForgetAsync(string kind, DateTimeOffset before, CancellationToken cancellation);
}
