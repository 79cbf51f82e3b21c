using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Delivery.Jobs;
using Busbar.Delivery.Push;

namespace Busbar.Delivery.Replays;

/// <summary>Sends refusals of one partner again, oldest first, several at a time; an interruption goes on behind the last page that was done.</summary>
internal sealed class ReplayRunner(Replay replay, IRefusalStore refusals, ConnectionDirectory directory) : IJobRunner
{
    public const string Name = "replay";
    private const int Page = 50;

    /// <summary>A partner that answers nothing this often in a row is not there: the rest stays open.</summary>
    private const int Patience = 3;

    public string Kind => Name;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        var order = JsonSerializer.Deserialize(run.Job.Request, ReplayDocuments.Default.ReplayOrder)!;
        var progress = order.Refusal is { } one
            ? await OneAsync(one, cancellation)
            : await ManyAsync(run, order, run.Job.Connection!.Value, cancellation);
        return Write(progress);
    }

    private static string Write(ReplayProgress progress) => JsonSerializer.Serialize(progress, ReplayDocuments.Default.ReplayProgress);

    private async Task<ReplayProgress> OneAsync(Guid refusal, CancellationToken cancellation)
    {
        var result = await replay.ReplayAsync(refusal, cancellation);
        return new ReplayProgress { Total = 1 }.With(result.Outcome) with
        {
            Outcome = result.Outcome, Message = result.Message, HttpStatus = result.HttpStatus, OcpiStatus = result.OcpiStatus,
        };
    }

    private async Task<ReplayProgress> ManyAsync(JobRun run, ReplayOrder order, Guid connection, CancellationToken cancellation)
    {
        var filter = order.Filter(connection);
        var progress = run.Job.Progress is { } known
            ? JsonSerializer.Deserialize(known, ReplayDocuments.Default.ReplayProgress)!
            : new ReplayProgress { Total = await refusals.CountAsync(filter, cancellation) };
        await run.ReportAsync(Write(progress), now: true, cancellation);
        while (true)
        {
            var after = progress is { AfterAt: { } at, AfterId: { } id } ? (at, id) : default((DateTimeOffset, Guid)?);
            var page = await refusals.SelectAsync(filter with { After = after, Limit = Page }, cancellation);
            if (page.Count == 0)
            {
                return progress;
            }

            var before = progress;
            progress = await SendAsync(page, progress, directory.Current.Find(connection)?.Profile.Concurrency ?? 1, cancellation);
            if (progress.Unreachable - before.Unreachable >= Math.Min(Patience, page.Count) && progress.Accepted == before.Accepted && progress.Refused == before.Refused)
            {
                return progress with { Note = "The partner cannot be reached: what is left stays open." };
            }

            progress = progress with { AfterAt = page[^1].At, AfterId = page[^1].Id };
            await run.ReportAsync(Write(progress), now: true, cancellation);
        }
    }

    private async Task<ReplayProgress> SendAsync(IReadOnlyList<Refusal> page, ReplayProgress progress, int concurrency, CancellationToken cancellation)
    {
        var counting = new Lock();
        var silent = 0;
        await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, concurrency), CancellationToken = cancellation }, async (refusal, token) =>
        {
            if (Volatile.Read(ref silent) >= Patience)
            {
                return;
            }

            var result = await replay.ReplayAsync(refusal.Id, token);
            lock (counting)
            {
                progress = progress.With(result.Outcome);
                silent = result.Outcome == ReplayOutcome.Unreachable ? silent + 1 : 0;
            }
        });
        return progress;
    }
}
