using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Core.Registration;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Partners;
using Busbar.Delivery.Pull;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>
/// Compares what a partner lists as a sender with what is held of it, page by page, without storing anything. What is listed and what changed meanwhile is not
/// held against anybody. Begins anew when it is interrupted.
/// </summary>
internal sealed class HeldComparison(
    IObjectStore store, ObjectTranslator translator, PartnerClients clients, PresentedParties presented, PageReader pages, IChangeLog log, PullOptions options,
    IDifferenceStore differences, TimeProvider time)
{
    private const int Step = 1000;
    private const int Listed = 10_000;

    public async Task<ReconciliationProgress> RunAsync(JobRun run, Connection connection, OwnedModule module, int rate, CancellationToken cancellation)
    {
        if (module.UrlAt(connection, InterfaceRole.Sender) is null)
        {
            throw new JobRefusedException($"{connection.Name} offers no {module.Module} as their sender.");
        }

        if (connection.Version is not { } version || await clients.FindAsync(connection, cancellation) is not { } client)
        {
            throw new JobRefusedException("We hold no token for this partner.");
        }

        await differences.ClearAsync(run.Job.Id, cancellation);
        var source = IntakeSource.Of(connection, version);
        var began = await log.LastSequenceAsync(cancellation);
        var seen = new HashSet<ulong>();
        var pace = new RequestPace(rate, 1, time);
        var progress = new ReconciliationProgress();
        var call = PullService.Routing(connection, await presented.ForAsync(connection, version, side: null, cancellation), module.Module);
        var query = new ListQuery
        {
            DateFrom = module.Module == ModuleId.Sessions ? options.Everything : null, Limit = connection.Profile.AskedPageSize, Collection = module.Collection,
        };
        await foreach (var page in pages.ReadAsync(client, module.Chapter, query, call, cancellation))
        {
            var found = new List<Difference>();
            foreach (var utf8 in page.Objects)
            {
                var brought = BroughtObject.Read(source, module, utf8, time.GetUtcNow());
                if (brought.Key is { } key)
                {
                    seen.Add(KeyMark.Of(key));
                }

                progress = await LookAsync(progress, connection, module, brought, began, found, cancellation);
            }

            progress = (await WriteAsync(run.Job.Id, progress, found, cancellation)) with { Total = page.Response.TotalCount ?? progress.Total };
            if (!page.Response.IsSuccess)
            {
                throw new JobRefusedException($"The list ended after {progress.Looked} objects: {page.Response.Describe()}");
            }

            await run.ReportAsync(progress.Write(), now: false, cancellation);
            await pace.WaitAsync(urgent: false, cancellation);
        }

        if (progress.Total > progress.Looked)
        {
            return progress with { Notes = [$"X-Total-Count promised {progress.Total} objects and {progress.Looked} came: what is not listed was not looked for."] };
        }

        return await LookForExtrasAsync(run, progress, connection, module.Module, seen, began, cancellation);
    }

    private async Task<ReconciliationProgress> LookAsync(
        ReconciliationProgress progress, Connection connection, OwnedModule module, BroughtObject brought, long began, List<Difference> found, CancellationToken cancellation)
    {
        progress = progress with { Looked = progress.Looked + 1 };
        if (brought.Key is not { } key)
        {
            return progress with { NotCheckable = progress.NotCheckable + 1 };
        }

        var stored = await store.FindAsync(key, cancellation);
        if (stored is null or { Deleted: true })
        {
            found.Add(new Difference(DifferenceKind.Missing, key, new DifferenceDetail
            {
                Message = brought.Fault is { } fault ? $"We do not have it, and cannot take it: {fault}" : stored is null ? "We do not have it." : "We take it for removed.",
                Expected = brought.LastUpdated,
            }));
            return progress;
        }

        if (stored.Source != connection.Id || stored.Sequence > began)
        {
            return progress with { Waiting = progress.Waiting + 1 };
        }

        if (stored.Facts.IsErased)
        {
            return progress with { NotCheckable = progress.NotCheckable + 1 }; // the partner still says whose it is
        }

        var ours = stored.Version == connection.Version ? new VersionedObject(stored.Utf8, [], null)
            : await translator.ToAsync(stored, module.Type, connection.Version!.Value, cancellation);
        if (ours.IsWithheld)
        {
            return progress with { Withheld = progress.Withheld + 1 };
        }

        if (Findings.Between(key, brought.Utf8, ours.Utf8, ours: ours.Utf8) is { } difference)
        {
            found.Add(difference);
            return progress;
        }

        return progress with { Same = progress.Same + 1 };
    }

    private async Task<ReconciliationProgress> LookForExtrasAsync(
        JobRun run, ReconciliationProgress progress, Connection connection, ModuleId module, HashSet<ulong> seen, long began, CancellationToken cancellation)
    {
        var page = new KeyPage();
        bool more;
        do
        {
            page.Keys.Clear();
            var query = new PageQuery { Module = module, Owners = [.. connection.Parties.Select(party => party.Party).Distinct()], AfterOrdinal = page.LastOrdinal, Limit = Step };
            more = await store.ReadPageAsync(query, page, cancellation);
            var found = new List<Difference>();
            foreach (var key in page.Keys.Where(key => !seen.Contains(KeyMark.Of(key))))
            {
                if (await store.FindAsync(key, cancellation) is { Deleted: false } stored && stored.Source == connection.Id && stored.Sequence <= began)
                {
                    found.Add(new Difference(DifferenceKind.Extra, key, new DifferenceDetail { Message = "The partner does not list it any more.", Found = stored.Facts.LastUpdated }));
                }
            }

            progress = await WriteAsync(run.Job.Id, progress, found, cancellation);
            await run.ReportAsync(progress.Write(), now: false, cancellation);
        }
        while (more);

        return progress;
    }

    private async Task<ReconciliationProgress> WriteAsync(Guid run, ReconciliationProgress progress, List<Difference> found, CancellationToken cancellation)
    {
        await differences.AddAsync(run, [.. found.Take((int)Math.Clamp(Listed - progress.Found.Values.Sum(), 0, found.Count))], cancellation);
        return progress.With(found);
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
