using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>
/// Which modules are used with a partner, where that departs from the defaults: the core modules and charging profiles both ways, client info of hubs as
/// receiver (as sender only where this gateway is a hub), add-ons and custom modules not at all. Immutable, equal by content.
/// </summary>
public sealed class ModuleSwitches : IEquatable<ModuleSwitches>
{
    private static readonly HashSet<ModuleId> OnByDefault =
        [ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Commands, ModuleId.ChargingProfiles];

    private readonly SortedDictionary<string, ModuleUse> _set;

    private ModuleSwitches(SortedDictionary<string, ModuleUse> set) => _set = set;

    /// <summary>Nothing departs from the defaults.</summary>
    public static ModuleSwitches Default { get; } = new([]);

    /// <summary>What was set, by module id in order.</summary>
    public IReadOnlyDictionary<string, ModuleUse> Set => _set;

    /// <summary>These switches with one module set anew; null puts it back to its default.</summary>
    public ModuleSwitches With(ModuleId module, ModuleUse? use)
    {
        var set = new SortedDictionary<string, ModuleUse>(_set, StringComparer.Ordinal);
        if (use is { } value)
        {
            set[module.Value] = value;
        }
        else
        {
            set.Remove(module.Value);
        }

        return new(set);
    }

    /// <summary>Which sides of a module we take.</summary>
    /// <param name="module">The module; credentials is always both.</param>
    /// <param name="asHub">Whether this gateway acts as a hub towards its partners.</param>
    public ModuleUse Of(ModuleId module, bool asHub = false)
    {
        if (module == ModuleId.Credentials)
        {
            return ModuleUse.Both;
        }

        if (_set.TryGetValue(module.Value, out var use))
        {
            return use;
        }

        return OnByDefault.Contains(module) ? ModuleUse.Both
            : module != ModuleId.HubClientInfo ? ModuleUse.Off
            : asHub ? ModuleUse.Both : ModuleUse.Receiver;
    }

    /// <summary>Whether we take that side of a module.</summary>
    public bool Uses(ModuleId module, InterfaceRole side, bool asHub = false)
    {
        var use = Of(module, asHub);
        return use == ModuleUse.Both || use == (side == InterfaceRole.Sender ? ModuleUse.Sender : ModuleUse.Receiver);
    }

    /// <inheritdoc/>
    public bool Equals(ModuleSwitches? other) => other is not null && _set.SequenceEqual(other._set);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModuleSwitches);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (module, use) in _set)
        {
            hash.Add(module, StringComparer.Ordinal);
            hash.Add(use);
        }

        return hash.ToHashCode();
    }
}
