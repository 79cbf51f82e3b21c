using Busbar.Core.Objects;

namespace Busbar.Core.Verdicts;

/// <summary>Port: verdicts, durable, and how far the change log was looked through for CDRs.</summary>
public interface IVerdictStore
{
    /// <summary>Every CDR up to this change has its verdict.</summary>
    ValueTask<long> CursorAsync(CancellationToken cancellation);

    /// <summary>Verdicts and the cursor behind them in one transaction. A CDR that has a verdict keeps it.</summary>
    ValueTask SaveAsync(IReadOnlyList<Verdict> verdicts, long cursor, CancellationToken cancellation);

    ValueTask<Verdict?> FindAsync(ObjectKey cdr, CancellationToken cancellation);

    /// <summary>The newest first.</summary>
    ValueTask<IReadOnlyList<(long Number, Verdict Verdict)>> ListAsync(VerdictQuery query, CancellationToken cancellation);

    ValueTask<long> CountAsync(VerdictQuery query, CancellationToken cancellation);

    /// <summary>What the operator decided; false when there is no verdict.</summary>
    ValueTask<bool> DecideAsync(ObjectKey cdr, VerdictState state, string? note, CancellationToken cancellation);
}

/// <summary>Which verdicts are wanted.</summary>
public sealed record VerdictQuery
{
    public VerdictState? State { get; init; }

    public VerdictOutcome? Outcome { get; init; }

    public Guid? Connection { get; init; }

    /// <summary>Only verdicts with a smaller number: "next" of the page before.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = 100;
}
