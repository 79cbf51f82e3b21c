using System.Collections.Concurrent;

namespace Busbar.Core.Connections;

/// <summary>Remembers in the profiles what is seen of partners. Seeing costs no write: only what is new is kept, by whoever calls <see cref="KeepAsync"/>.</summary>
public sealed class HabitBook(ConnectionDirectory directory)
{
    private readonly ConcurrentDictionary<Guid, PartnerHabits> _fresh = [];

    /// <summary>Something was seen of a partner, now or again.</summary>
    public void Note(Guid connection, PartnerHabits seen)
    {
        if (directory.Current.Find(connection) is { } known && !known.Profile.Seen.Covers(seen))
        {
            _fresh.AddOrUpdate(connection, seen, (_, before) => before.With(seen));
        }
    }

    /// <summary>Writes down what is new. What cannot be written now stays for the next time.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        var entries = _fresh.ToArray();
        if (entries.Length == 0)
        {
            return;
        }

        await directory.ChangeManyAsync(snapshot => [.. entries.Select(entry => Changed(snapshot, entry.Key, entry.Value)).OfType<ConnectionChange>()], cancellation);
        foreach (var entry in entries)
        {
            _fresh.TryRemove(entry);
        }
    }

    private static ConnectionChange? Changed(ConnectionSnapshot snapshot, Guid connection, PartnerHabits seen) =>
        snapshot.Find(connection) is { } current && !current.Profile.Seen.Covers(seen)
            ? new ConnectionChange(current with { Profile = current.Profile with { Seen = current.Profile.Seen.With(seen) } }, TokenChanges.None)
            : null;
}
