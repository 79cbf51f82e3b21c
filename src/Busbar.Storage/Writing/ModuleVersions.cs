using System.Collections.Concurrent;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Storage.Writing;

/// <summary>
/// Tells whether a count can have changed: one version per module that moves when objects appear, vanish or change who may see them,
/// and one that moves with every change.
/// </summary>
public sealed class ModuleVersions
{
    private readonly ConcurrentDictionary<ModuleId, Version> _versions = new();

    internal long Membership(ModuleId module) => _versions.TryGetValue(module, out var version) ? Volatile.Read(ref version.Membership) : 0;

    internal long Content(ModuleId module) => _versions.TryGetValue(module, out var version) ? Volatile.Read(ref version.Content) : 0;

    internal void Move(ModuleId module, bool membership)
    {
        var version = _versions.GetOrAdd(module, static _ => new Version());
        Interlocked.Increment(ref version.Content);
        if (membership)
        {
            Interlocked.Increment(ref version.Membership);
        }
    }

    private sealed class Version
    {
        public long Membership;
        public long Content;
    }
}
