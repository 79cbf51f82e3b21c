using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Queries;

/// <summary>Where pulls stand, as the operator sees it.</summary>
internal sealed class PullQueries(IPullStore pulls, TimeProvider time)
{
    /// <summary>Without a word for longer than this a pull is not running any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>One entry per module that the partner offers as its sender.</summary>
    public async Task<IReadOnlyList<PullStandingView>> OfAsync(Connection connection, CancellationToken cancellation)
    {
        var standings = (await pulls.ListAsync(connection.Id, cancellation)).ToDictionary(standing => standing.Module);
        return [.. OwnedModule.InOrder.Where(module => module.UrlAt(connection, InterfaceRole.Sender) is not null).Select(module => View(connection, module, standings.GetValueOrDefault(module.Module)))];
    }

    private PullStandingView View(Connection connection, OwnedModule module, PullStanding? standing) => new()
    {
        Module = module.Module.Value,
        State = StateOf(standing),
        IntervalMinutes = (int)connection.Profile.PullIntervalOf(module.Module).TotalMinutes,
        FullHours = (int)connection.Profile.FullPullInterval.TotalHours,
        StartedAt = standing?.StartedAt,
        UpdatedAt = standing?.UpdatedAt,
        EndedAt = standing?.EndedAt,
        NextAt = standing?.NextAt,
        Full = standing?.Full,
        Pages = standing?.Pages,
        Objects = standing?.Objects,
        Total = standing?.Total,
        Stored = standing?.Stored,
        Unchanged = standing?.Unchanged,
        Refused = standing?.Refused,
        Removed = standing?.Removed,
        Resumed = standing?.Resumed,
        Notes = standing?.Notes ?? [],
    };

    private string StateOf(PullStanding? standing) => standing switch
    {
        null => "never",
        { Running: true } => time.GetUtcNow() - standing.UpdatedAt < Silence ? "running" : "interrupted",
        { Complete: true } => "complete",
        { ResumeAt: not null } => "interrupted",
        _ => "failed",
    };
}
