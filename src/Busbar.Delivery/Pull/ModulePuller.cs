using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Intake;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Payments;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>
/// Pulls one module of one partner: every page in one transaction, the good objects of a page whatever the others are like. After each page it is written
/// down how far it has got, so that whoever is interrupted, or dies, is followed at that page by the next one.
/// </summary>
internal sealed class ModulePuller(
    ObjectIntake intake, PullMarks marks, IPullStore pulls, Removals removals, PageReader pages, IChangeLog log, Leases leases, PullOptions options, TimeProvider time,
    PaymentAddressing? addressing = null)
{
    public async Task<ModulePull> PullAsync(
        OcpiClient client, Connection connection, OwnedModule module, PullRequest request, CallOptions call, CancellationToken cancellation)
    {
        var standing = await pulls.FindAsync(connection.Id, module.Module, cancellation);
        if (standing is not null && IsDone(standing, connection, request))
        {
            return PullCount.ReportOf(standing);
        }

        var mark = await marks.FindAsync(connection, module.Module, cancellation);
        var everything = request.Full || mark is null || connection.Profile.DateFilter == DateFilter.None || await IsFullDueAsync(connection, module.Module, mark, cancellation);
        if (standing is not null && CanGoOn(standing, connection, everything))
        {
            var count = new PullCount(module.Module, standing.Full, standing.DateFrom);
            count.GoOn(standing, await pulls.ReadListedAsync(connection.Id, module.Module, standing.Pages, cancellation));
            var run = new Run(client, connection, module, call, count) { Standing = standing with { Resumed = standing.Resumed + 1, Running = true } };
            if (await RunAsync(run, mark, cancellation) is { } gone)
            {
                return gone;
            }
        }

        await pulls.ForgetPagesAsync(connection.Id, module.Module, cancellation);
        var removesAtOnce = everything && mark is not null && !module.IsKept && connection.Profile.RemovalGraceOf(module.Module) == TimeSpan.Zero;
        var now = time.GetUtcNow();
        var from = Since(connection, DateFrom(module.Module, everything ? null : mark));
        var fresh = new PullStanding
        {
            Connection = connection.Id,
            Module = module.Module,
            RegisteredAt = connection.RegisteredAt,
            Running = true,
            Full = everything,
            RemovesAtOnce = removesAtOnce,
            DateFrom = from,
            StartedAt = now,
            UpdatedAt = now,
            NextAt = standing?.NextAt,
        };
        if (removesAtOnce)
        {
            // Known to whoever is told from now on that an object exists, before the list is asked for; what was noted for an earlier list is no word on this one.
            await pulls.SetMissingAsync(connection.Id, module.Module, [], now, cancellation);
            await pulls.SaveAsync(fresh, cancellation);
        }

        fresh = fresh with { LoggedAtStart = everything ? await log.LastSequenceAsync(cancellation) : 0 };
        return (await RunAsync(new Run(client, connection, module, call, new PullCount(module.Module, everything, from)) { Standing = fresh }, mark, cancellation))!;
    }

    /// <returns>Null when the page at which an interrupted pull is to go on is not to be had any more: it has to begin anew.</returns>
    private async Task<ModulePull?> RunAsync(Run run, PullMark? mark, CancellationToken cancellation)
    {
        var (connection, module, count) = (run.Connection, run.Module, run.Count);
        var resumed = run.Standing.ResumeAt is not null;
        var query = new ListQuery { DateFrom = count.DateFrom, Limit = connection.Profile.AskedPageSize, Collection = module.Collection, ResumeAt = run.Standing.ResumeAt };
        var source = IntakeSource.Of(connection, run.Client.Peer.Version) with { Speaker = run.Call.To };
        await foreach (var page in pages.ReadAsync(run.Client, module.Chapter, query, run.Call, cancellation))
        {
            if (resumed && !page.Response.IsSuccess && !PageReader.IsPassing(page.Response))
            {
                return null;
            }

            resumed = false;
            var before = count.In(run.Standing);
            count.Add(page);
            if (page.Objects.Count > 0)
            {
                count.Add(await TakeAsync(source, module, page.Objects, cancellation));
            }

            if (!page.Response.IsSuccess)
            {
                // Where the partner was in trouble the next attempt goes on; where its list runs in circles it begins anew.
                return await EndAsync(run with { Standing = before with { ResumeAt = PageReader.IsPassing(page.Response) ? page.Url : null } }, complete: false, cancellation);
            }

            await WriteAsync(run, before, page.Url, cancellation);
            if (!leases.Holds(Work.Of(connection.Id)))
            {
                throw new LeaseLostException(); // a long pull must not keep the partner's work here: whoever has it now goes on
            }

            if (count.Objects > options.MostObjects)
            {
                count.Note($"More than {options.MostObjects} objects came: the pull was given up.");
                return await EndAsync(run with { Standing = run.Standing with { ResumeAt = null } }, complete: false, cancellation);
            }
        }

        // What came by push just before the first list was asked for may well be missing from it.
        if (run.Standing.Full && mark is not null)
        {
            await removals.InferAsync(connection, source, module, count, run.Standing.LoggedAtStart, cancellation);
        }

        // Only now: a pull that ends early leaves the mark where it was, and the next one begins there.
        var started = run.Standing.StartedAt;
        await marks.SaveAsync(connection, module.Module, new PullMark(started, run.Standing.Full ? started : mark!.Full), cancellation);
        return await EndAsync(run with { Standing = run.Standing with { ResumeAt = null } }, complete: true, cancellation);
    }

    /// <summary>The page is stored: an interruption from now on leads back to it, and to the counts before it.</summary>
    private async Task WriteAsync(Run run, PullStanding before, Uri url, CancellationToken cancellation) =>
        await pulls.SaveAsync(before with { ResumeAt = url, Running = true, UpdatedAt = time.GetUtcNow() }, before.Pages, run.Count.TakePage(), cancellation);

    private async Task<ModulePull> EndAsync(Run run, bool complete, CancellationToken cancellation)
    {
        var report = run.Count.Report(complete);
        var now = time.GetUtcNow();
        var counted = run.Standing.ResumeAt is null ? run.Count.In(run.Standing) : run.Standing;
        await pulls.SaveAsync(counted with { Running = false, UpdatedAt = now, EndedAt = now, Complete = complete, Notes = [.. report.Notes.Take(20)] }, cancellation);
        if (run.Standing.ResumeAt is null)
        {
            await pulls.ForgetPagesAsync(run.Connection.Id, run.Module.Module, cancellation);
        }

        return report;
    }

    /// <summary>Whether somebody went on with an interrupted pull and brought it to its end before whoever ordered it came to it again.</summary>
    private static bool IsDone(PullStanding standing, Connection connection, PullRequest request) =>
        standing is { Complete: true, Running: false, ResumeAt: null } && standing.StartedAt >= request.BegunAt && standing.RegisteredAt == connection.RegisteredAt
        && (standing.Full || !request.Full);

    private bool CanGoOn(PullStanding standing, Connection connection, bool everything) =>
        standing.ResumeAt is not null && standing.RegisteredAt == connection.RegisteredAt && (standing.Full || !everything)
        && time.GetUtcNow() - standing.UpdatedAt < options.ResumeWithin;

    /// <summary>Everything is due now and then, and when what is missing has been missing long enough to be looked for once more.</summary>
    private async Task<bool> IsFullDueAsync(Connection connection, ModuleId module, PullMark mark, CancellationToken cancellation) =>
        time.GetUtcNow() - mark.Full >= connection.Profile.FullPullInterval
        || (await pulls.OldestMissingAsync(connection.Id, module, cancellation) is { } since && time.GetUtcNow() - since >= connection.Profile.RemovalGrace);

    private async ValueTask<IReadOnlyList<IntakeResult>> TakeAsync(
        IntakeSource source, OwnedModule module, IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken cancellation)
    {
        if (module.NamesOwner || addressing is null || source.Speaker is not { } provider)
        {
            return await intake.TakeAsync(source, module, objects, cancellation);
        }

        // Whom each of them is for has to be found one by one.
        var results = new List<IntakeResult>(objects.Count);
        foreach (var utf8 in objects)
        {
            var brought = source with { For = await addressing.FindAsync(provider, null, utf8, cancellation) };
            results.AddRange(await intake.TakeAsync(brought, module, [utf8], cancellation));
        }

        return results;
    }

    /// <summary>As precisely as the partner can be asked, and rather earlier than later.</summary>
    private static DateTimeOffset? Since(Connection connection, DateTimeOffset? moment) => (moment, connection.Profile.DateFilter) switch
    {
        (null, _) => null,
        ({ } at, DateFilter.Days) => new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero),
        ({ } at, DateFilter.Seconds) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond)),
        ({ } at, _) => at,
    };

    private DateTimeOffset? DateFrom(ModuleId module, PullMark? mark)
    {
        if (mark is not null)
        {
            return mark.Complete - (module == ModuleId.Cdrs ? options.CdrOverlap : options.Overlap);
        }

        return module == ModuleId.Sessions ? options.Everything : null;
    }

    /// <summary>One pull of one module.</summary>
    private sealed record Run(OcpiClient Client, Connection Connection, OwnedModule Module, CallOptions Call, PullCount Count)
    {
        public required PullStanding Standing { get; init; }
    }
}
