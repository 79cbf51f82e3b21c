using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Core.Delivery;

namespace Busbar.Admin.Refusals;

/// <summary>Sends what a partner refused once more, for the operator API and the console alike.</summary>
public sealed class RefusalReplay(IReplay replay)
{
    /// <summary>Null when there is no such refusal. When there is nothing to send, the outcome is "not_possible" and the message says why.</summary>
    public async Task<ReplayView?> ReplayAsync(Guid refusal, CancellationToken cancellation)
    {
        var result = await replay.ReplayAsync(refusal, cancellation);
        return result.Outcome == ReplayOutcome.NotFound
            ? null
            : new ReplayView
            {
                Accepted = result.Outcome == ReplayOutcome.Accepted,
                Outcome = Words.Of(result.Outcome),
                Message = result.Message,
                HttpStatus = result.HttpStatus,
                OcpiStatus = result.OcpiStatus,
            };
    }
}
