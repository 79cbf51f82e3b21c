namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>Which repairs are allowed, where that departs from the defaults. Immutable, equal by content.</summary>
public sealed class RepairSettings : IEquatable<RepairSettings>
{
    /// <summary>Stands for every rule that is not named itself.</summary>
    public const string Everything = "*";

    private readonly SortedDictionary<string, bool> _set;

    private RepairSettings(SortedDictionary<string, bool> set) => _set = set;

    /// <summary>Every repair that keeps the meaning.</summary>
    public static RepairSettings Default { get; } = new(new SortedDictionary<string, bool>(StringComparer.Ordinal));

    /// <summary>No repair at all.</summary>
    public static RepairSettings None { get; } = Default.With(Everything, false);

    /// <summary>What was set, by rule in order.</summary>
    public IReadOnlyDictionary<string, bool> Set => _set;

    /// <summary>These settings with one rule (or <see cref="Everything"/>) set anew; null puts it back to its default.</summary>
    public RepairSettings With(string rule, bool? allowed)
    {
        var set = new SortedDictionary<string, bool>(_set, StringComparer.Ordinal);
        if (allowed is { } value)
        {
            set[rule] = value;
        }
        else
        {
            set.Remove(rule);
        }

        return new(set);
    }

    /// <summary>Whether a repair may be made.</summary>
    public bool Allows(string rule) =>
        _set.TryGetValue(rule, out var named) ? named
        : _set.TryGetValue(Everything, out var all) ? all
        : RepairRule.IsOnByDefault(rule);

    /// <inheritdoc/>
    public bool Equals(RepairSettings? other) => other is not null && _set.SequenceEqual(other._set);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RepairSettings);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (rule, allowed) in _set)
        {
            hash.Add(rule, StringComparer.Ordinal);
            hash.Add(allowed);
        }

        return hash.ToHashCode();
    }
}
