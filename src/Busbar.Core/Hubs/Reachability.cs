using System.Collections.Concurrent;

namespace Busbar.Core.Hubs;

/// <summary>Which platforms can be reached: who was heard when, and whose probes go unanswered. In memory: after a start everyone counts as reachable.</summary>
public sealed class Reachability(TimeProvider clock)
{
    /// <summary>How many probes in a row must go unanswered before a platform counts as away.</summary>
    private const int Patience = 2;

    private readonly ConcurrentDictionary<Guid, Contact> _contacts = [];
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>Raised when a platform went away or came back. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>A message or an answer came from the platform.</summary>
    public void Heard(Guid connection) => Set(connection, new Contact(clock.GetUtcNow(), 0));

    /// <summary>A probe got no answer.</summary>
    public void Missed(Guid connection)
    {
        var before = Of(connection);
        Set(connection, before with { Missed = before.Missed + 1 });
    }

    public bool IsReachable(Guid connection) => Of(connection).Missed < Patience;

    /// <summary>How long nothing was heard from the platform.</summary>
    public TimeSpan SilenceOf(Guid connection) => clock.GetUtcNow() - Of(connection).Heard;

    private Contact Of(Guid connection) => _contacts.TryGetValue(connection, out var contact) ? contact : new Contact(_started, 0);

    private void Set(Guid connection, Contact contact)
    {
        var before = IsReachable(connection);
        _contacts[connection] = contact;
        if (before != IsReachable(connection))
        {
            Changed?.Invoke();
        }
    }

    private readonly record struct Contact(DateTimeOffset Heard, int Missed);
}
