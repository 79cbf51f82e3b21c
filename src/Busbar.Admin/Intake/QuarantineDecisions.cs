using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Core.Intake;

namespace Busbar.Admin.Intake;

/// <summary>What the operator does with documents in quarantine, through the API or the console.</summary>
public sealed class QuarantineDecisions
{
    private readonly QuarantineDesk _desk;

    public QuarantineDecisions(QuarantineDesk desk) => _desk = desk;

    /// <summary>Brings a document once more; null when it is no longer there.</summary>
    public async Task<RetryView?> RetryAsync(Guid id, CancellationToken cancellation) =>
        await _desk.RetryAsync(id, cancellation) is { } result ? IntakeQueries.Of(result) : null;

    /// <summary>Gives a document up; false when it is no longer there.</summary>
    public Task<bool> DiscardAsync(Guid id, CancellationToken cancellation) => _desk.DiscardAsync(id, cancellation);
}
