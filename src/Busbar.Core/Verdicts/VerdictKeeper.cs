using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Verdicts;

/// <summary>
/// Gives every CDR in the change log its verdict, behind the intake and never in its way. The cursor moves only with the verdicts before it, in one transaction: whatever dies,
/// no CDR is left without one.
/// </summary>
public sealed partial class VerdictKeeper(
    IChangeLog log, IObjectStore objects, IVerdictStore verdicts, CdrChecker checker, CdrRelease release, ConnectionDirectory directory, TimeProvider clock, ILogger<VerdictKeeper> logger)
{
    private const int Batch = 200;

    /// <summary>A cursor that moves by changes of other objects only is written down now and then: reading them again costs little.</summary>
    private const int SavedEvery = 5_000;

    private long _saved;

    /// <summary>Looks through the log until its present end. Returns the sequence up to which every CDR has its verdict.</summary>
    public async Task<long> CatchUpAsync(long? after, CancellationToken cancellation)
    {
        var cursor = after ?? (_saved = await verdicts.CursorAsync(cancellation));
        while (true)
        {
            var changes = await log.ReadAsync(cursor, Batch, cancellation);
            if (changes.Count == 0)
            {
                return cursor;
            }

            var given = await JudgeAsync(changes, cancellation);
            cursor = changes[^1].Sequence;
            if (given.Count > 0 || cursor - _saved >= SavedEvery)
            {
                await verdicts.SaveAsync(given, cursor, cancellation);
                _saved = cursor;
            }
        }
    }

    private async Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        var given = new List<Verdict>();
        foreach (var change in changes)
        {
            if (change is { Kind: ChangeKind.ObjectStored, Object: { } key } && key.Module == ModuleId.Cdrs
                && await verdicts.FindAsync(key, cancellation) is null && await objects.FindAsync(key, cancellation) is { Deleted: false } stored)
            {
                given.Add(await JudgeAsync(stored, cancellation));
            }
        }

        return given;
    }

    private async Task<Verdict> JudgeAsync(StoredObject stored, CancellationToken cancellation)
    {
        var found = await CheckAsync(stored, cancellation);
        var state = StateOf(stored, found);
        if (state == VerdictState.Accepted)
        {
            // Before the verdict is stored: after a crash in between it is judged, and passed on, once more.
            await release.ReleaseAsync(stored, cancellation);
        }

        var verdict = found.Verdict;
        return new Verdict
        {
            Cdr = stored.Key,
            Sequence = stored.Sequence,
            At = clock.GetUtcNow(),
            Connection = stored.Source,
            Outcome = found.Outcome,
            State = state,
            Currency = found.Cdr?.Currency ?? "",
            Stated = found.Cdr?.TotalCost.BeforeTaxes,
            Computed = found.Outcome == VerdictOutcome.NotCheckable ? null : verdict?.Result.Totals.TotalCost.BeforeTaxes?.ToDecimal(),
            Inconsistencies = (verdict?.Inconsistencies.Count ?? 0) + (found.Signed?.Findings.Count ?? 0),
            Cause = verdict is { Explanations: [var likeliest, ..] } ? string.Join('+', likeliest.Readings.Select(reading => reading.Code)) : null,
            Signature = found.Signed is { } signed ? Ocpi.Metering.Reports.SignedDataWriter.Name(signed.State) : null,
            Report = VerdictReport.Write(stored.Key, found),
        };
    }

    /// <summary>What cannot be judged is no reason to stop: it gets a verdict that says so.</summary>
    private async Task<CheckedCdr> CheckAsync(StoredObject stored, CancellationToken cancellation)
    {
        try
        {
            return await checker.CheckAsync(stored, cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
        {
            LogFailed(logger, stored.Key.Owner.ToString(), stored.Sequence, failure);
            return new CheckedCdr { Version = stored.Version, Problem = $"Checking it failed ({failure.GetType().Name})." };
        }
    }

    private VerdictState StateOf(StoredObject stored, CheckedCdr found)
    {
        var policy = stored.Source is { } source && directory.Current.Find(source) is { } connection ? connection.Profile.Cdrs : CdrPolicy.Accept;
        if (policy == CdrPolicy.Accept || found.IsClean)
        {
            return VerdictState.Accepted;
        }

        // What was passed on before the policy changed cannot be held any more.
        return policy == CdrPolicy.Dispute && found.Outcome == VerdictOutcome.Disagrees ? VerdictState.Disputed
            : HeldAudience.IsHeld(stored.Facts) ? VerdictState.Held : VerdictState.Accepted;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A CDR of {Owner} could not be checked (change {Sequence}); its verdict says so.")]
    private static partial void LogFailed(ILogger logger, string owner, long sequence, Exception failure);
}
