using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>How often single modules are pulled, where that departs from the partner's general interval. Immutable, equal by content.</summary>
public sealed class PullIntervals : IEquatable<PullIntervals>
{
    private readonly SortedDictionary<string, TimeSpan> _set;

    private PullIntervals(SortedDictionary<string, TimeSpan> set) => _set = set;

    /// <summary>Every module at the partner's general interval.</summary>
    public static PullIntervals Default { get; } = new([]);

    /// <summary>What was set, by module id in order.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Set => _set;

    /// <summary>These intervals with one module set anew; null puts it back to the general one.</summary>
    public PullIntervals With(ModuleId module, TimeSpan? interval)
    {
        var set = new SortedDictionary<string, TimeSpan>(_set, StringComparer.Ordinal);
        if (interval is { } value)
        {
            set[module.Value] = value;
        }
        else
        {
            set.Remove(module.Value);
        }

        return new(set);
    }

    /// <summary>The interval of a module; null when it has none of its own.</summary>
    public TimeSpan? Of(ModuleId module) => _set.TryGetValue(module.Value, out var interval) ? interval : null;

    /// <inheritdoc/>
    public bool Equals(PullIntervals? other) => other is not null && _set.SequenceEqual(other._set);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PullIntervals);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (module, interval) in _set)
        {
            hash.Add(module, StringComparer.Ordinal);
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }
}
