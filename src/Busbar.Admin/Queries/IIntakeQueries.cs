using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>What the console asks of the intake and of losses, answered in this process with the operator API's own contracts.</summary>
public interface IIntakeQueries
{
    /// <summary>Documents in quarantine, last seen first.</summary>
    Task<Page<QuarantineView>> NewestQuarantineAsync(Guid? connection, int limit, CancellationToken cancellation);

    /// <summary>What was mended, last seen first.</summary>
    Task<Page<RepairedView>> NewestRepairsAsync(Guid? connection, int limit, CancellationToken cancellation);

    /// <summary>Objects of which a connection's version cannot show everything.</summary>
    Task<Page<ObjectLossView>> LossesAsync(Guid connection, int limit, CancellationToken cancellation);

    /// <summary>One entry per connection that there is anything to say about.</summary>
    Task<IReadOnlyList<IntakeView>> CountAsync(CancellationToken cancellation);
}
