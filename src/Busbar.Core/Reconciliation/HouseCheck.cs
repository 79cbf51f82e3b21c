using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Reconciliation;

/// <summary>
/// What our own store says without asking anybody: sessions that ended and have no CDR, CDRs of unknown sessions, references that point nowhere, EVSEs whose
/// status is old although their operator is there, and what partners have not acknowledged for long. Reads every object once or twice, and keeps eight
/// bytes of each.
/// </summary>
public sealed class HouseCheck(
    IObjectStore store, IRefusalStore refusals, ICursorStore cursors, IChangeLog log, IExchangeLog exchanges, ConnectionDirectory directory, IDifferenceStore differences, TimeProvider time)
{
    private const int Step = 500;
    private const int Listed = 5_000;

    public async Task<ReconciliationProgress> RunAsync(Guid run, CheckOrder order, Func<ReconciliationProgress, Task> report, CancellationToken cancellation)
    {
        long total = 0;
        foreach (var module in (ModuleId[])[ModuleId.Cdrs, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Locations])
        {
            total += await store.CountAsync(new PageQuery { Module = module, Limit = 1 }, cancellation);
        }

        var books = new Books(order, time.GetUtcNow());
        var round = new Round(run, report) { Progress = new ReconciliationProgress { Total = total } };
        await WalkAsync(round, ModuleId.Cdrs, (row, _) => books.Charged.Add(row.Mark(row.Reading.SessionId ?? row.Key.Id)), cancellation);
        await WalkAsync(round, ModuleId.Sessions, (row, found) => LookAtSession(books, row, found), cancellation);
        await WalkAsync(round, ModuleId.Cdrs, (row, found) => LookAtCdr(books, row, found), cancellation);
        await WalkAsync(round, ModuleId.Locations, (row, _) => books.Locations.Add(row.Mark(row.Key.Id)), cancellation, counted: false);
        await WalkAsync(round, ModuleId.Tariffs, (row, _) => books.Tariffs.Add(row.Mark(row.Key.Id)), cancellation, counted: false);
        await LookForPlacesAsync(round, books, cancellation);
        var alive = await AliveAsync(books, cancellation);
        await WalkAsync(round, ModuleId.Locations, (row, found) => LookAtLocation(books, alive, row, found), cancellation);
        await LookAtDeliveriesAsync(round, books, cancellation);
        return round.Progress;
    }

    private static void LookAtSession(Books books, CheckedRow row, List<Difference> found)
    {
        books.Sessions.Add(row.Mark(row.Key.Id));
        Refer(books, row, row.Reading.LocationId);
        if (row.Reading.Status != "COMPLETED" || row.LastUpdated > books.Now.AddHours(-books.Order.CdrHours) || books.Charged.Contains(row.Mark(row.Key.Id)))
        {
            return;
        }

        // CDRs of 2.1.1 do not name their session.
        if (row.Version > OcpiVersion.V211)
        {
            found.Add(new Difference(DifferenceKind.SessionWithoutCdr, row.Key, new DifferenceDetail
            {
                Message = $"It was completed more than {books.Order.CdrHours} hours ago, and no CDR names it.", Found = row.LastUpdated,
            }));
        }
    }

    private static void LookAtCdr(Books books, CheckedRow row, List<Difference> found)
    {
        Refer(books, row, row.Reading.LocationId);
        if (row.Reading.SessionId is { } session && !books.Sessions.Contains(row.Mark(session)))
        {
            found.Add(new Difference(DifferenceKind.CdrWithoutSession, row.Key, new DifferenceDetail { Message = "The session that it names is not known.", Ids = [session] }));
        }
    }

    /// <summary>Whether the place exists is looked up when all places are known.</summary>
    private static void Refer(Books books, CheckedRow row, string? location)
    {
        if (location is not null && books.Places.Count < Books.MostPlaces)
        {
            books.Places.Add((row.Key, location, row.Mark(location)));
        }
    }

    private async Task LookForPlacesAsync(Round round, Books books, CancellationToken cancellation)
    {
        var nowhere = books.Places.Where(place => !books.Locations.Contains(place.Mark)).Select(place => new Difference(
            DifferenceKind.DanglingReference, place.Of, new DifferenceDetail { Message = "It names a location that is not known here.", Ids = [place.Location] })).ToList();
        books.Places.Clear();
        await WriteAsync(round, nowhere, cancellation);
    }

    private static void LookAtLocation(Books books, HashSet<Guid> alive, CheckedRow row, List<Difference> found)
    {
        var nowhere = row.Reading.Tariffs.Where(tariff => !books.Tariffs.Contains(row.Mark(tariff))).Distinct(StringComparer.OrdinalIgnoreCase).Take(50).ToList();
        if (nowhere.Count > 0)
        {
            found.Add(new Difference(DifferenceKind.DanglingReference, row.Key, new DifferenceDetail { Message = "Its connectors name tariffs that are not known here.", Ids = nowhere }));
        }

        if (books.Sources.GetValueOrDefault(row.Key.Owner) is not { } source || !alive.Contains(source))
        {
            return;
        }

        var old = row.Reading.Evses.Where(evse => evse.UpdatedAt < books.Now.AddHours(-books.Order.StatusHours) && evse.Status is not ("REMOVED" or "PLANNED" or "INOPERATIVE")).ToList();
        if (old.Count > 0)
        {
            found.Add(new Difference(DifferenceKind.StaleStatus, row.Key, new DifferenceDetail
            {
                Message = $"The status of {old.Count} EVSEs is older than {books.Order.StatusHours} hours, although their operator is there.",
                Found = old.Min(evse => evse.UpdatedAt),
                Ids = [.. old.Take(50).Select(evse => evse.Uid)],
                Connection = source,
            }));
        }
    }

    /// <summary>The connections that were heard, or answered, within the time in which a status should have come.</summary>
    private async Task<HashSet<Guid>> AliveAsync(Books books, CancellationToken cancellation)
    {
        var alive = new HashSet<Guid>();
        foreach (var connection in directory.Current.Connections.Where(connection => connection.State == ConnectionState.Connected))
        {
            foreach (var party in connection.Parties)
            {
                books.Sources[party.Party] = connection.Id;
            }

            var last = await exchanges.ListAsync(new ExchangeQuery { Connection = connection.Id, Limit = 1 }, cancellation);
            if (last is [{ Failed: false } heard] && heard.At > books.Now.AddHours(-books.Order.StatusHours))
            {
                alive.Add(connection.Id);
            }
        }

        return alive;
    }

    private async Task LookAtDeliveriesAsync(Round round, Books books, CancellationToken cancellation)
    {
        var longAgo = books.Now.AddHours(-books.Order.WaitingHours);
        var filter = new RefusalFilter { State = RefusalState.Open, Until = longAgo, Limit = Step };
        while (true)
        {
            var page = await refusals.SelectAsync(filter, cancellation);
            await WriteAsync(round, [.. page.Select(refusal => new Difference(DifferenceKind.NotAcknowledged, refusal.Object, new DifferenceDetail
            {
                Message = $"{NameOf(refusal.Connection)} has refused it for more than {books.Order.WaitingHours} hours: {refusal.Reason}",
                Found = refusal.At, Connection = refusal.Connection, Refusal = refusal.Id,
            }))], cancellation);
            if (page.Count < Step)
            {
                break;
            }

            filter = filter with { After = (page[^1].At, page[^1].Id) };
        }

        foreach (var connection in directory.Current.Connections.Where(connection => connection is { State: ConnectionState.Connected, Profile.Push: true }))
        {
            // Where the cursor stands still, what stands first behind it is what is waited for.
            if (await cursors.FindAsync(connection.Id, cancellation) is { } cursor
                && (await log.ReadAsync(cursor.Sequence, 1, cancellation)) is [{ Object: { } key } first] && first.At < longAgo)
            {
                await WriteAsync(round, [new Difference(DifferenceKind.NotAcknowledged, key, new DifferenceDetail
                {
                    Message = $"{connection.Name} has not taken anything since this change, more than {books.Order.WaitingHours} hours ago.", Found = first.At, Connection = connection.Id,
                })], cancellation);
            }
        }
    }

    private string NameOf(Guid connection) => directory.Current.Find(connection)?.Name ?? "A former partner";

    private async Task WalkAsync(Round round, ModuleId module, Action<CheckedRow, List<Difference>> look, CancellationToken cancellation, bool counted = true)
    {
        long after = 0;
        bool more;
        do
        {
            var page = new Page(look);
            more = await store.ReadPageAsync(new PageQuery { Module = module, AfterOrdinal = after, Limit = Step }, page, cancellation);
            after = page.LastOrdinal;
            round.Progress = counted ? round.Progress with { Looked = round.Progress.Looked + page.Count } : round.Progress;
            await WriteAsync(round, page.Found, cancellation);
        }
        while (more);
    }

    private async Task WriteAsync(Round round, List<Difference> found, CancellationToken cancellation)
    {
        var listed = new List<Difference>();
        foreach (var kind in found.GroupBy(difference => difference.Kind))
        {
            listed.AddRange(kind.Take((int)Math.Clamp(Listed - round.Progress.Found.GetValueOrDefault(kind.Key), 0, Step)));
        }

        await differences.AddAsync(round.Run, listed, cancellation);
        round.Progress = round.Progress.With(found);
        await round.Report(round.Progress);
    }

    private sealed class Round(Guid run, Func<ReconciliationProgress, Task> report)
    {
        public Guid Run { get; } = run;

        public Func<ReconciliationProgress, Task> Report { get; } = report;

        public required ReconciliationProgress Progress { get; set; }
    }

    /// <summary>What is remembered from one walk to the next.</summary>
    private sealed class Books(CheckOrder order, DateTimeOffset now)
    {
        public const int MostPlaces = 1_000_000;

        public CheckOrder Order { get; } = order;

        public DateTimeOffset Now { get; } = now;

        public HashSet<ulong> Charged { get; } = [];

        public HashSet<ulong> Sessions { get; } = [];

        public HashSet<ulong> Locations { get; } = [];

        public HashSet<ulong> Tariffs { get; } = [];

        public List<(ObjectKey Of, string Location, ulong Mark)> Places { get; } = [];

        public Dictionary<PartyId, Guid?> Sources { get; } = [];
    }

    private sealed class Page(Action<CheckedRow, List<Difference>> look) : IObjectSink
    {
        public List<Difference> Found { get; } = [];

        public long LastOrdinal { get; private set; }

        public int Count { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Count++;
            LastOrdinal = header.Ordinal;
            look(new CheckedRow(header.Key, header.Version, header.LastUpdated, CheckedReading.Of(header.Key.Module, utf8)), Found);
        }
    }
}
