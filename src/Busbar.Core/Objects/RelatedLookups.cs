using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// The other objects that a translation asks for. A translation does not wait: what is not here yet is noted, fetched, and the translation made once more.
/// </summary>
internal sealed class RelatedLookups : IRelatedObjects
{
    private readonly Dictionary<(RelatedKind, string), RelatedObject?> _objects = [];
    private readonly Dictionary<string, string?> _originals = [];
    private readonly Dictionary<string, decimal?> _voltages = [];

    /// <summary>What was asked for and is not here.</summary>
    public HashSet<(RelatedKind Kind, string Id)> Missing { get; } = [];

    public RelatedObject? Location(string id) => Find(RelatedKind.Location, id);

    public RelatedObject? Tariff(string id) => Find(RelatedKind.Tariff, id);

    public RelatedObject? Token(string contractOrUid) => Find(RelatedKind.Token, contractOrUid);

    public decimal? Voltage(string tariff)
    {
        if (_voltages.TryGetValue(tariff, out var voltage))
        {
            return voltage;
        }

        Missing.Add((RelatedKind.Voltage, tariff));
        return null;
    }

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

    public void SetVoltage(string tariff, decimal? voltage)
    {
        _voltages[tariff] = voltage;
        Missing.Remove((RelatedKind.Voltage, tariff));
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
    Voltage,
}
