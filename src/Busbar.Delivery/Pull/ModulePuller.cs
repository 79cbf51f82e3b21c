using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Payments;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>Pulls one module of one partner: every page in one transaction, the good objects of a page whatever the others are like.</summary>
internal sealed class ModulePuller(ObjectIntake intake, PullMarks marks, Removals removals, IChangeLog log, PullOptions options, TimeProvider time, PaymentAddressing? addressing = null)
{
    public async Task<ModulePull> PullAsync(
        OcpiClient client, Connection connection, OwnedModule module, bool full, CallOptions call, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var mark = await marks.FindAsync(connection, module.Module, cancellation);
        var everything = full || mark is null || connection.Profile.DateFilter == DateFilter.None;
        var count = new PullCount(module.Module, everything, Since(connection, DateFrom(module.Module, everything ? null : mark)));
        var logged = everything ? await log.LastSequenceAsync(cancellation) : 0;
        var query = new ListQuery { DateFrom = count.DateFrom, Limit = connection.Profile.PageSize, Collection = module.Collection };
        var source = IntakeSource.Of(connection, client.Peer.Version) with { Speaker = call.To };
        await foreach (var page in PagesAsync(client, module.Chapter, query, call, cancellation))
        {
            count.Add(page);
            if (page.Objects.Count > 0)
            {
                count.Add(await TakeAsync(source, module, page.Objects, cancellation));
            }

            if (!page.Response.IsSuccess)
            {
                return count.Report(complete: false);
            }
        }

        if (everything)
        {
            await removals.InferAsync(connection, source, module, count, logged, cancellation);
        }

        // Only now: a pull that ends early leaves the mark where it was, and the next one begins there.
        await marks.SaveAsync(connection, module.Module, new PullMark(started, everything ? started : mark!.Full), cancellation);
        return count.Report(complete: true);
    }

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

    /// <summary>The pages to the end; one that could not be had is asked for again a few times, and the crawl goes on from there.</summary>
    private async IAsyncEnumerable<OcpiPage> PagesAsync(
        OcpiClient client, ModuleId module, ListQuery query, CallOptions call, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var attempts = 0;
        while (true)
        {
            OcpiPage? failed = null;
            await foreach (var page in client.GetPagesAsync(module, query, call, cancellation))
            {
                if (!page.Response.IsSuccess && page.Objects.Count == 0 && IsPassing(page.Response) && attempts < options.Retries)
                {
                    failed = page;
                    break;
                }

                attempts = 0;
                yield return page;
            }

            if (failed is null)
            {
                yield break;
            }

            var wait = failed.Response.RetryAfter ?? options.FirstWait * Math.Pow(2, attempts);
            attempts++;
            query = query with { ResumeAt = failed.Url };
            await Task.Delay(wait < options.LongestWait ? wait : options.LongestWait, time, cancellation);
        }
    }

    /// <summary>Right after a handshake a partner may not know yet the token that it was just answered with: 401 passes too.</summary>
    private static bool IsPassing(OcpiResponse response) =>
        response.Failure is OcpiFailure.Timeout or OcpiFailure.Unreachable || response.HttpStatus is 401 or 408 or 429 or >= 500;
}
