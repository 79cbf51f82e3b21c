using Busbar.Core.Objects;

namespace Busbar.Storage.Tests.Models;

/// <summary>The store as it ought to be: a list of changes, and the latest state of each object. Nothing else.</summary>
internal sealed class StoreModel
{
    private readonly List<(long Sequence, ChangeKind Kind, string? Object, string? Part)> _log = [];

    /// <summary>Object to its latest text; null for a deleted one.</summary>
    public Dictionary<string, (string? Text, long Sequence)> Objects { get; } = [];

    /// <summary>Reader to its cursor, as it was last written down.</summary>
    public Dictionary<int, long> Cursors { get; } = [];

    /// <summary>Reader to what it knows of each object: what it was told, in order, the latest last.</summary>
    public Dictionary<int, Dictionary<string, string?>> Known { get; } = [];

    public long Last => _log.Count == 0 ? 0 : _log[^1].Sequence;

    public void Add(long sequence, ChangeKind kind, string? id, string? part, string? text)
    {
        _log.Add((sequence, kind, id, part));
        if (id is not null)
        {
            Objects[id] = (kind == ChangeKind.ObjectDeleted ? null : text, sequence);
        }
    }

    public IEnumerable<(long Sequence, ChangeKind Kind, string? Object, string? Part)> After(long sequence) => _log.Where(change => change.Sequence > sequence);

    public static (long Sequence, ChangeKind Kind, string? Object, string? Part) Said(Change change) =>
        (change.Sequence, change.Kind, change.Object?.Id, change.Part?.EvseUid);
}
