using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>Turns events into lines, newest first. What was said of an event stays said: it is worked out once, when it is new.</summary>
internal sealed class Feed(IAdminQueries queries)
{
    private const int Lines = 30;
    private const int LongestRun = 3;

    private Dictionary<long, FeedLine> _said = [];

    public async Task<IReadOnlyList<FeedLine>> WriteAsync(
        IReadOnlyList<EventView> events, Names names, IReadOnlyList<CallView> calls, IReadOnlyList<RefusalView> refusals, CancellationToken cancellation)
    {
        var sentences = new EventSentences(queries, names, calls, refusals);
        var lines = new List<FeedLine>();
        var subjects = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var said = new Dictionary<long, FeedLine>();
        for (var index = events.Count - 1; index >= 0 && lines.Count < Lines;)
        {
            var newest = events[index];
            var run = 1;
            while (index - run >= 0 && Alike(newest, events[index - run]))
            {
                run++;
            }

            if (run > LongestRun)
            {
                lines.Add(sentences.WriteRun(newest, run));
                index -= run;
                continue;
            }

            // Of a call only where it has got to. Of an object too, unless its earlier states were told when they were the present ones:
            // what is stored now would be told of all of them.
            var wasSaid = _said.ContainsKey(newest.Sequence);
            if (Subject(newest) is { } subject && !subjects.Add(subject) && (newest.Type == "call.changed" || !wasSaid))
            {
                index--;
                continue;
            }

            var line = _said.TryGetValue(newest.Sequence, out var known) ? known : await sentences.WriteAsync(newest, cancellation);
            said[newest.Sequence] = line;
            lines.Add(line);
            index--;
        }

        _said = said;
        return lines;
    }

    private static string? Subject(EventView happened) => happened.Type switch
    {
        "call.changed" => EventSentences.Detail(happened, "call"),
        "object.stored" when happened.Id is not null =>
            $"{happened.Module}/{happened.CountryCode}/{happened.PartyId}/{happened.Id}/{happened.EvseUid}/{happened.ConnectorId}",
        _ => null,
    };

    /// <summary>Many objects of one kind in a row are one piece of news: a network was published, cards were sent.</summary>
    private static bool Alike(EventView one, EventView other) =>
        one.Module is not null
        && one.Module == other.Module
        && one.Type == other.Type
        && one.Connection == other.Connection
        && one.CountryCode == other.CountryCode
        && one.PartyId == other.PartyId
        && one.EvseUid is null
        && other.EvseUid is null
        && one.Module is "locations" or "tariffs" or "tokens";
}
