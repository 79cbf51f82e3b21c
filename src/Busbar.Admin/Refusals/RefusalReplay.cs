using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Refusals;

/// <summary>Sends what a partner refused once more, for the operator API and the console alike.</summary>
public sealed class RefusalReplay(IReplay replay, ConnectionDirectory directory)
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

    /// <summary>Orders that every open refusal is sent again: of one partner or of all, of one module or of all.</summary>
    /// <returns>How many partners have such refusals; null when there is no such partner or module.</returns>
    public async Task<int?> ReplayAllAsync(Guid? connection, string? module, CancellationToken cancellation)
    {
        if ((connection is { } one && directory.Current.Find(one) is null) || (module is not null && !OwnedModule.TryGet(ModuleId.From(module), out _)))
        {
            return null;
        }

        var filter = new RefusalFilter { Module = module is null ? null : ModuleId.From(module) };
        return (await replay.ReplayAllAsync(filter, connection is { } wanted ? [wanted] : [.. directory.Current.Connections.Select(each => each.Id)], cancellation)).Count;
    }
}
