using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Jobs;
using Busbar.Core.Reconciliation;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Pull;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Mends what a comparison found: what we sent is sent again, object by object; what we hold is pulled again, the whole module at once.</summary>
internal sealed class RepairRunner(IJobStore jobs, IDifferenceStore differences, Replay replay, IReceiptStore receipts, PullService pulls, ConnectionDirectory directory) : IJobRunner
{
    private const int Page = 50;

    public string Kind => RepairOrder.Kind;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        var order = RepairOrder.Read(run.Job.Request);
        if (await jobs.FindAsync(order.Run, cancellation) is not { Kind: ComparisonOrder.Kind, Connection: { } id } comparison)
        {
            throw new JobRefusedException("The comparison is not kept any more.");
        }

        var compared = ComparisonOrder.Read(comparison.Request);
        await run.ReportAsync(run.Job.Progress ?? "{}", now: true, cancellation);
        var progress = compared.Direction == ComparisonDirection.Sent
            ? await SendAsync(run, order, id, cancellation)
            : await PullAsync(id, ModuleId.From(compared.Module), cancellation);
        return progress.Write();
    }

    private async Task<RepairProgress> SendAsync(JobRun run, RepairOrder order, Guid id, CancellationToken cancellation)
    {
        var progress = RepairProgress.Read(run.Job.Progress);
        while (true)
        {
            if (directory.Current.Find(id) is not { State: ConnectionState.Connected } connection)
            {
                throw new JobRefusedException("The connection is not connected.");
            }

            var page = await differences.ListAsync(order.Run, order.Kinds, progress.After, Page, cancellation);
            foreach (var difference in page)
            {
                if (difference.Kind == DifferenceKind.Missing && difference.Object.Module == ModuleId.Cdrs)
                {
                    // It was acknowledged, and lost there: the receipt would keep it from being sent.
                    await receipts.RemoveAsync(id, difference.Object, cancellation);
                }

                var result = await replay.SendAsync(connection, difference.Object, cancellation);
                progress = progress with
                {
                    Sent = progress.Sent + 1,
                    Accepted = progress.Accepted + (result.Outcome == ReplayOutcome.Accepted ? 1 : 0),
                    Refused = progress.Refused + (result.Outcome is ReplayOutcome.Refused or ReplayOutcome.NotPossible ? 1 : 0),
                    Unreachable = progress.Unreachable + (result.Outcome == ReplayOutcome.Unreachable ? 1 : 0),
                    After = difference.Number,
                    Note = result.Outcome == ReplayOutcome.Accepted ? progress.Note : result.Message,
                };
            }

            await run.ReportAsync(progress.Write(), now: true, cancellation);
            if (page.Count < Page)
            {
                return progress;
            }
        }
    }

    private async Task<RepairProgress> PullAsync(Guid connection, ModuleId module, CancellationToken cancellation)
    {
        var report = await pulls.PullAsync(new PullRequest(connection, Full: true, [module]), cancellation);
        var pulled = report.Modules.FirstOrDefault(one => one.Module == module);
        return new RepairProgress
        {
            Pulled = pulled?.Objects ?? 0,
            Accepted = pulled?.Stored ?? 0,
            Refused = pulled?.RefusedCount ?? 0,
            Note = report.Problem ?? string.Join(' ', pulled?.Notes ?? []),
        };
    }
}
