using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Proofs;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>
/// Compares what a partner was sent with what its receiver shows: object by object, in the partner's version, page by page of our own store, so that it goes
/// on where it was interrupted. What is still on its way to the partner is passed over.
/// </summary>
internal sealed class SentComparison(
    IObjectStore store, OutgoingObjects objects, PartnerViews views, ICursorStore cursors, IRefusalStore refusals, IReceiptStore receipts, IPartnerLink link,
    IExchangeLog exchanges, IDifferenceStore differences, TimeProvider time)
{
    private const int Step = 100;
    private const int Listed = 10_000;

    public async Task<ReconciliationProgress> RunAsync(JobRun run, Connection connection, ModuleId module, int rate, CancellationToken cancellation)
    {
        var view = await views.OfAsync(connection, cancellation);
        if (view.Of(module).Count == 0)
        {
            throw new JobRefusedException($"{connection.Name} is sent no {module}: it has no receiver for them, or no agreement shows any.");
        }

        var reader = new PartnerReader(link, receipts, new RequestPace(rate, 1, time), time);
        var progress = ReconciliationProgress.Read(run.Job.Progress);
        if (run.Job.Progress is null)
        {
            progress = progress with { Total = await store.CountAsync(view.Page(module, 0, 1) with { IncludeDeleted = true }, cancellation) };
        }

        while (true)
        {
            await run.ReportAsync(progress.Write(), now: true, cancellation);
            var page = new KeyPage();
            var more = await store.ReadPageAsync(view.Page(module, progress.After, Step) with { IncludeDeleted = true }, page, cancellation);
            var round = new Round(view, reader, await cursors.FindAsync(connection.Id, cancellation));
            await Parallel.ForEachAsync(
                page.Keys, new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(connection.Profile.Concurrency, 1, 4), CancellationToken = cancellation },
                async (key, token) => round.Take(await LookAsync(round, key, token)));
            await differences.AddAsync(run.Job.Id, round.Listed(Listed - progress.Found.Values.Sum()), cancellation);
            progress = round.Count(progress) with { After = page.LastOrdinal };
            if (!more)
            {
                return Noted(progress);
            }
        }
    }

    private async Task<Look> LookAsync(Round round, ObjectKey key, CancellationToken cancellation)
    {
        var view = round.View;
        if (await store.FindAsync(key, cancellation) is not { } stored || !view.Sees(stored) || IsNeverTakenBack(stored) || stored.Facts.IsErased)
        {
            return new(Outcome.None);
        }

        if (!(Standing.Of(stored).IsSettled(round.Cursor) || await IsToldAsync(view, stored, cancellation)) || await objects.GetAsync(key, stored.Sequence, cancellation) is not { } state)
        {
            return new(Outcome.Waiting);
        }

        var (body, withheld, _) = await state.InAsync(view.Connection.Version!.Value);
        if (withheld is not null)
        {
            return new(Outcome.Withheld);
        }

        if (await round.Reader.ReadAsync(view, state, body, cancellation) is not { } copy)
        {
            return new(Outcome.NotCheckable);
        }

        if (Judge(stored, body, copy) is not { } difference)
        {
            return new(Outcome.Same);
        }

        // What changed here while the partner was asked is on its way to it.
        if (await store.FindAsync(key, cancellation) is { } now && now.Sequence != stored.Sequence)
        {
            return new(Outcome.Waiting);
        }

        var open = await refusals.SelectAsync(new RefusalFilter { Connection = view.Connection.Id, Object = key, State = RefusalState.Open, Limit = 1 }, cancellation);
        return new(Outcome.Found, open is not [var refusal] ? difference : difference with
        {
            Detail = difference.Detail with { Refusal = refusal.Id, Message = $"{difference.Detail.Message} The partner refused it: {refusal.Reason}" },
        });
    }

    /// <summary>The partner may have got further than is written down.</summary>
    private async ValueTask<bool> IsToldAsync(PartnerView view, StoredObject stored, CancellationToken cancellation) =>
        (await exchanges.ListLastAsync(stored.Key.Module, stored.Ordinal, cancellation))
        .Any(told => told.Connection == view.Connection.Id && !told.Failed && told.Subject?.Sequence >= stored.Sequence);

    private static Difference? Judge(StoredObject stored, ReadOnlyMemory<byte> body, PartnerCopy copy)
    {
        if (stored.Deleted)
        {
            return copy.IsThere && !Findings.IsGone(stored.Key.Module, copy.Utf8)
                ? new Difference(DifferenceKind.Extra, stored.Key, new DifferenceDetail { Message = "It was removed, and the partner still has it.", Found = Findings.UpdatedAt(copy.Utf8) })
                : null;
        }

        return copy.IsThere ? Findings.Between(stored.Key, body, copy.Utf8, ours: body) is { } difference && !Findings.IsLaterOnly(difference) ? difference : null
            : new Difference(DifferenceKind.Missing, stored.Key, new DifferenceDetail
            {
                Message = copy.Word is { } word ? $"The partner does not have it: {word}" : "The partner does not have it.", Expected = stored.Facts.LastUpdated,
            });
    }

    private static bool IsNeverTakenBack(StoredObject stored) => stored.Deleted && OwnedModule.TryGet(stored.Key.Module, out var kind) && kind.IsKept;

    private static ReconciliationProgress Noted(ReconciliationProgress progress)
    {
        var missing = progress.Found.GetValueOrDefault(DifferenceKind.Missing);
        return missing > 1 && progress.Same == 0 && missing == progress.Found.Values.Sum()
            ? progress with { Notes = [.. progress.Notes, "Not one object was found. The partner may not answer GET at its receiver interface, whatever it has."] }
            : progress;
    }

    private enum Outcome
    {
        None,
        Same,
        Waiting,
        Withheld,
        NotCheckable,
        Found,
    }

    private readonly record struct Look(Outcome Outcome, Difference? Difference = null);

    /// <summary>One page, several objects at a time.</summary>
    private sealed class Round(PartnerView view, PartnerReader reader, DeliveryCursor? cursor)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<Outcome, int> _outcomes = [];
        private readonly List<Difference> _found = [];

        public PartnerView View { get; } = view;

        public PartnerReader Reader { get; } = reader;

        public DeliveryCursor? Cursor { get; } = cursor;

        public void Take(Look look)
        {
            lock (_lock)
            {
                _outcomes[look.Outcome] = _outcomes.GetValueOrDefault(look.Outcome) + 1;
                if (look.Difference is { } difference)
                {
                    _found.Add(difference);
                }
            }
        }

        public IReadOnlyList<Difference> Listed(long room) => [.. _found.Take((int)Math.Clamp(room, 0, int.MaxValue))];

        public ReconciliationProgress Count(ReconciliationProgress before) => before.With(_found) with
        {
            Looked = before.Looked + _outcomes.Where(outcome => outcome.Key != Outcome.None).Sum(outcome => outcome.Value),
            Same = before.Same + _outcomes.GetValueOrDefault(Outcome.Same),
            Waiting = before.Waiting + _outcomes.GetValueOrDefault(Outcome.Waiting),
            Withheld = before.Withheld + _outcomes.GetValueOrDefault(Outcome.Withheld),
            NotCheckable = before.NotCheckable + _outcomes.GetValueOrDefault(Outcome.NotCheckable),
        };
    }

    private sealed class KeyPage : IObjectSink
    {
        public List<ObjectKey> Keys { get; } = [];

        public long LastOrdinal { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Keys.Add(header.Key);
            LastOrdinal = header.Ordinal;
        }
    }
}
