using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Links in memory.</summary>
internal sealed class MemoryLinks(TimeProvider time) : ILinkStore
{
    private readonly Lock _lock = new();
    private readonly List<Link> _links = [];

    /// <summary>The translator of a gateway whose objects stand in a store.</summary>
    public static ObjectTranslator Translator(IObjectStore store, TimeProvider time) => new MemoryLinks(time).Translator(store);

    public ObjectTranslator Translator(IObjectStore store) => new(store, new TokenBook(store, this, time), new DriverLinks(this, time), this, time);

    public ValueTask<IReadOnlyList<Link>> FindAsync(string kind, PartyId? owner, string name, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new([.. Of(kind, owner).Where(link => link.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).OrderByDescending(link => link.At)]);
        }
    }

    public ValueTask AddAsync(IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var link in links)
            {
                _links.RemoveAll(known => known with { At = link.At } == link);
                _links.Add(link);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<string> ClaimAsync(string kind, PartyId owner, string name, IEnumerable<string> candidates, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (Of(kind, owner).FirstOrDefault(link => link.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                return new(known.Value);
            }

            var value = candidates.First(candidate => !Of(kind, owner).Any(link => link.Value == candidate));
            _links.Add(new Link(kind, owner, name, value, time.GetUtcNow()));
            return new(value);
        }
    }

    public ValueTask<string?> NameOfAsync(string kind, PartyId owner, string value, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(Of(kind, owner).FirstOrDefault(link => link.Value == value)?.Name);
        }
    }

    public ValueTask ForgetAsync(string kind, DateTimeOffset before, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _links.RemoveAll(link => link.Kind == kind && link.At < before);
        }

        return ValueTask.CompletedTask;
    }

    private IEnumerable<Link> Of(string kind, PartyId? owner) => _links.Where(link => link.Kind == kind && (owner is null || link.Owner == owner));
}
