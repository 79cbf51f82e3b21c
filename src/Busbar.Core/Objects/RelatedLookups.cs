using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// The other objects that a translation asks for. A translation does not wait: what is not here yet is noted, fetched, and the translation made once more.
/// </summary>
internal sealed class RelatedLookups : IRelatedObjects
{
    private readonly Dictionary<(RelatedKind, string), RelatedObject?> _objects = [];
    private readonly Dictionary<string, string?> _originals = [];

    /// <summary>What was asked for and is not here.</summary>
    public HashSet<(RelatedKind Kind, string Id)> Missing { get; } = [];

    public RelatedObject? Location(string id) => Find(RelatedKind.Location, id);

    public RelatedObject? Tariff(string id) => Find(RelatedKind.Tariff, id);

    public RelatedObject? Token(string contractOrUid) => Find(RelatedKind.Token, contractOrUid);

    public string? OriginalId(string surrogate)
    {
        if (_originals.TryGetValue(surrogate, out var original))
        {
            return original;
        }

        Missing.Add((RelatedKind.OriginalId, surrogate));
        return null;
    }

    public void Set(RelatedKind kind, string id, RelatedObject? found)
    {
        _objects[(kind, id)] = found;
        Missing.Remove((kind, id));
    }

    public void SetOriginal(string surrogate, string? original)
    {
        _originals[surrogate] = original;
        Missing.Remove((RelatedKind.OriginalId, surrogate));
    }

    private RelatedObject? Find(RelatedKind kind, string id)
    {
        if (_objects.TryGetValue((kind, id), out var found))
        {
            return found;
        }

        Missing.Add((kind, id));
        return null;
    }
}

/// <summary>What a translation may ask for.</summary>
internal enum RelatedKind
{
    Location,
    Tariff,
    Token,
    OriginalId,
}
