using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Replays;

/// <summary>Which refusals of a partner are to be sent again.</summary>
internal sealed record ReplayOrder
{
    /// <summary>One refusal; else those that the rest names.</summary>
    public Guid? Refusal { get; init; }

    public string? Module { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Refused before: at the latest when it was ordered, so that what is refused again is not sent for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    public static ReplayOrder Of(RefusalFilter filter, DateTimeOffset now) => new()
    {
        Module = filter.Module?.Value,
        HttpStatus = filter.HttpStatus,
        OcpiStatus = filter.OcpiStatus,
        Reason = filter.Reason,
        Since = filter.Since,
        Until = filter.Until is { } until && until < now ? until : now,
    };

    public RefusalFilter Filter(Guid connection) => new()
    {
        Connection = connection,
        State = RefusalState.Open,
        Module = Module is null ? null : ModuleId.From(Module),
        HttpStatus = HttpStatus,
        OcpiStatus = OcpiStatus,
        Reason = Reason,
        Since = Since,
        Until = Until,
    };
}

/// <summary>How far a replay has got, and what came of it.</summary>
internal sealed record ReplayProgress
{
    /// <summary>How many there were when it began.</summary>
    public long Total { get; init; }

    public int Sent { get; init; }

    public int Accepted { get; init; }

    public int Refused { get; init; }

    public int Unreachable { get; init; }

    /// <summary>Settled meanwhile, or nothing to send any more.</summary>
    public int NotPossible { get; init; }

    /// <summary>The last one of what is done.</summary>
    public DateTimeOffset? AfterAt { get; init; }

    public Guid? AfterId { get; init; }

    /// <summary>What deserves attention.</summary>
    public string? Note { get; init; }

    /// <summary>The answer, where one refusal was meant.</summary>
    public ReplayOutcome? Outcome { get; init; }

    public string? Message { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    public ReplayProgress With(ReplayOutcome outcome) => this with
    {
        Sent = Sent + 1,
        Accepted = Accepted + (outcome == ReplayOutcome.Accepted ? 1 : 0),
        Refused = Refused + (outcome == ReplayOutcome.Refused ? 1 : 0),
        Unreachable = Unreachable + (outcome == ReplayOutcome.Unreachable ? 1 : 0),
        NotPossible = NotPossible + (outcome is ReplayOutcome.NotPossible or ReplayOutcome.NotFound ? 1 : 0),
    };
}
