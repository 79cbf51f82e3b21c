using System.Collections.Concurrent;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// Follows partners' pulls from page to page. A pull that followed our links from its first page to its last one, without leaving one out, has brought the partner everything that
/// stood there when it began.
/// </summary>
internal sealed class PullWatch(ChangeFeed feed, TimeProvider time) : IPullWatch
{
    private readonly ConcurrentDictionary<(Guid, ModuleId), Course> _courses = [];
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _seen = [];

    /// <summary>Raised when a pull has come to its end. Handlers must be quick.</summary>
    public event Action<Guid, PullEnd>? Ended;

    /// <summary>When the partner last pulled something to its end; null when it never did while this process ran.</summary>
    public DateTimeOffset? LastSeen(Guid connection) => _seen.TryGetValue(connection, out var at) ? at : null;

    public PulledPage Begin(Guid connection, ModuleId module, DateTimeOffset? dateFrom, string? cursor) => new(connection, module, dateFrom, cursor, feed.Last);

    public void Answered(PulledPage page, string? next)
    {
        var place = (page.Connection, page.Module);
        var course = page.Cursor is null ? new Course(page.DateFrom, page.Sequence, null)
            : _courses.TryGetValue(place, out var known) && known.Next == page.Cursor && known.DateFrom == page.DateFrom ? known
            : null;
        if (course is null)
        {
            return;
        }

        if (next is not null)
        {
            _courses[place] = course with { Next = next };
            return;
        }

        _courses.TryRemove(place, out _);
        _seen[page.Connection] = time.GetUtcNow();
        Ended?.Invoke(page.Connection, new PullEnd(page.Module, course.DateFrom, course.Sequence));
    }

    private sealed record Course(DateTimeOffset? DateFrom, long Sequence, string? Next);
}

/// <summary>A pull that was read to its end.</summary>
/// <param name="Module">What was pulled.</param>
/// <param name="DateFrom">Since when changes were asked for; null for everything.</param>
/// <param name="Sequence">Everything up to this change was in it, where it was as new as that.</param>
internal sealed record PullEnd(ModuleId Module, DateTimeOffset? DateFrom, long Sequence);
