using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>What to pull.</summary>
/// <param name="Connection">From whom.</param>
/// <param name="Full">Everything, and what is missing from it is removed; otherwise only what changed since the last complete pull.</param>
/// <param name="Modules">Which modules; empty for all that the partner offers.</param>
public sealed record PullRequest(Guid Connection, bool Full, IReadOnlyList<ModuleId> Modules)
{
    public PullRequest(Guid connection, bool full)
        : this(connection, full, [])
    {
    }

    /// <summary>Set where this request was begun before and interrupted: a pull that began since then and was brought to its end meanwhile, by whomever, is what was asked for.</summary>
    public DateTimeOffset? BegunAt { get; init; }
}
