using Busbar.Admin.Contracts;
using Busbar.Core.Intake;

namespace Busbar.Admin.Queries;

/// <summary>What the console and the operator API show of the intake: what could not be taken, and what was mended.</summary>
public interface IIntakeQueries
{
    /// <summary>Last seen first.</summary>
    Task<Page<QuarantineView>> QuarantineAsync(IntakeQuery query, CancellationToken cancellation);

    /// <summary>One entry, with its document; null when there is none.</summary>
    Task<QuarantineView?> FindQuarantinedAsync(Guid id, CancellationToken cancellation);

    /// <summary>Last seen first.</summary>
    Task<Page<RepairedView>> RepairsAsync(IntakeQuery query, CancellationToken cancellation);

    /// <summary>One record, with the document as it came; null when there is none.</summary>
    Task<RepairedView?> FindRepairedAsync(Guid id, CancellationToken cancellation);

    /// <summary>One entry per connection that there is anything to say about.</summary>
    Task<IReadOnlyList<IntakeView>> CountAsync(CancellationToken cancellation);
}
