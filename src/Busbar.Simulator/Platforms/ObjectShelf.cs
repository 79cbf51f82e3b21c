using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Simulator.Platforms;

/// <summary>The objects that a simulated platform holds, in memory: its own to be pulled, and copies of others that were pushed to it.</summary>
/// <remarks>Safe for concurrent use. Objects keep the order in which they first came.</remarks>
public sealed class ObjectShelf
{
    private readonly Dictionary<(ModuleId Module, PartyId Owner, string Id), int> _places = new(KeyComparer.Instance);
    private readonly List<ShelvedObject> _objects = [];
    private readonly Lock _lock = new();

    /// <summary>Puts an object on the shelf, or replaces it. Returns whether it is new.</summary>
    public bool Put(ModuleId module, PartyId owner, string id, DateTimeOffset lastUpdated, ReadOnlyMemory<byte> utf8)
    {
        lock (_lock)
        {
            var shelved = new ShelvedObject(module, owner, id, lastUpdated, utf8, Removed: false);
            if (_places.TryGetValue((module, owner, id), out var place))
            {
                var before = _objects[place];
                _objects[place] = shelved;
                return before.Removed;
            }

            _places.Add((module, owner, id), _objects.Count);
            _objects.Add(shelved);
            return true;
        }
    }

    /// <summary>The object's bytes; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Find(ModuleId module, PartyId owner, string id)
    {
        lock (_lock)
        {
            return _places.TryGetValue((module, owner, id), out var place) && !_objects[place].Removed ? _objects[place].Utf8 : (ReadOnlyMemory<byte>?)null;
        }
    }

    /// <summary>Takes an object off the shelf. False when there was none.</summary>
    public bool Remove(ModuleId module, PartyId owner, string id)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue((module, owner, id), out var place) || _objects[place].Removed)
            {
                return false;
            }

            _objects[place] = _objects[place] with { Removed = true };
            return true;
        }
    }

    /// <summary>The objects of a module in order, with last_updated in [from, to).</summary>
    public IReadOnlyList<ShelvedObject> List(ModuleId module, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        lock (_lock)
        {
            return
            [
                .. _objects.Where(shelved => shelved.Module == module && !shelved.Removed
                    && (from is null || shelved.LastUpdated >= from) && (to is null || shelved.LastUpdated < to)),
            ];
        }
    }

    /// <summary>How many objects of a module there are.</summary>
    public int Count(ModuleId module) => List(module).Count;

    private sealed class KeyComparer : IEqualityComparer<(ModuleId Module, PartyId Owner, string Id)>
    {
        public static KeyComparer Instance { get; } = new();

        public bool Equals((ModuleId Module, PartyId Owner, string Id) x, (ModuleId Module, PartyId Owner, string Id) y) =>
            x.Module == y.Module && x.Owner == y.Owner && string.Equals(x.Id, y.Id, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((ModuleId Module, PartyId Owner, string Id) key) =>
            HashCode.Combine(key.Module, key.Owner, StringComparer.OrdinalIgnoreCase.GetHashCode(key.Id));
    }
}

/// <summary>One object on the shelf.</summary>
public sealed record ShelvedObject(ModuleId Module, PartyId Owner, string Id, DateTimeOffset LastUpdated, ReadOnlyMemory<byte> Utf8, bool Removed);
