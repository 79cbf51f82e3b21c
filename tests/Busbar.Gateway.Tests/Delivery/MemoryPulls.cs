using System.Collections.Concurrent;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Where pulls stand, in memory; it outlives a pull that is killed.</summary>
internal sealed class MemoryPulls(TimeProvider time) : IPullStore, IAbsences
{
    private readonly ConcurrentDictionary<(Guid, ModuleId), PullStanding> _standings = [];
    private readonly ConcurrentDictionary<(Guid, ModuleId, int), ulong[]> _pages = [];
    private readonly ConcurrentDictionary<(Guid, ModuleId), Dictionary<ObjectKey, DateTimeOffset>> _missing = [];

    public IReadOnlyCollection<PullStanding> All => [.. _standings.Values];

    public int Pages => _pages.Count;

    /// <summary>Runs once, when a pull knows what is missing and has not removed it yet.</summary>
    public Func<Task>? OnceMissing { get; set; }

    public ValueTask<IReadOnlyList<PullStanding>> ListAsync(Guid connection, CancellationToken cancellation) => new([.. _standings.Values.Where(s => s.Connection == connection)]);

    public ValueTask<PullStanding?> FindAsync(Guid connection, ModuleId module, CancellationToken cancellation) => new(_standings.GetValueOrDefault((connection, module)));

    public ValueTask SaveAsync(PullStanding standing, CancellationToken cancellation)
    {
        _standings[(standing.Connection, standing.Module)] = standing;
        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(PullStanding standing, int page, IReadOnlyCollection<ulong> listed, CancellationToken cancellation)
    {
        _pages[(standing.Connection, standing.Module, page)] = [.. listed];
        return SaveAsync(standing, cancellation);
    }

    public ValueTask<IReadOnlyList<ulong>> ReadListedAsync(Guid connection, ModuleId module, int beforePage, CancellationToken cancellation) =>
        new([.. _pages.Where(p => p.Key.Item1 == connection && p.Key.Item2 == module && p.Key.Item3 < beforePage).SelectMany(p => p.Value)]);

    public ValueTask ForgetPagesAsync(Guid connection, ModuleId module, CancellationToken cancellation)
    {
        foreach (var key in _pages.Keys.Where(key => key.Item1 == connection && key.Item2 == module))
        {
            _pages.TryRemove(key, out _);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<IReadOnlyList<(ObjectKey Key, DateTimeOffset Since)>> SetMissingAsync(
        Guid connection, ModuleId module, IReadOnlyCollection<ObjectKey> missing, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = _missing.GetValueOrDefault((connection, module)) ?? [];
        _missing[(connection, module)] = missing.ToDictionary(key => key, key => known.GetValueOrDefault(key, now));
        IReadOnlyList<(ObjectKey, DateTimeOffset)> found = [.. _missing[(connection, module)].Select(entry => (entry.Key, entry.Value))];
        if (missing.Count > 0 && OnceMissing is { } once)
        {
            OnceMissing = null;
            await once();
        }

        return found;
    }

    public ValueTask<bool> AffirmAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        var missing = _missing.GetOrAdd((connection, key.Module), _ => []);
        if (missing.TryGetValue(key, out var since))
        {
            missing[key] = since < time.GetUtcNow() ? time.GetUtcNow() : since.AddTicks(1);
        }
        else if (_standings.GetValueOrDefault((connection, key.Module)) is { RemovesAtOnce: true } pull && (pull.Running || pull.ResumeAt is not null))
        {
            missing[key] = time.GetUtcNow();
        }

        return new(true);
    }

    public bool Stands(ObjectKey key, Absence absence) =>
        _missing.GetValueOrDefault((absence.Connection, key.Module)) is { } missing && missing.TryGetValue(key, out var since) && since == absence.Since;

    public ValueTask<DateTimeOffset?> OldestMissingAsync(Guid connection, ModuleId module, CancellationToken cancellation) =>
        new(_missing.GetValueOrDefault((connection, module)) is { Count: > 0 } missing ? missing.Values.Min() : null);
}
