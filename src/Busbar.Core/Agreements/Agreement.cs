using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Agreements;

/// <summary>
/// Whose data and calls may flow to whom. Data of <see cref="From"/> is shown and pushed to <see cref="To"/>, and calls flow between the two.
/// A null party stands for everyone. A new gateway has one agreement, everyone to everyone, which the operator may remove.
/// </summary>
public sealed record Agreement
{
    public required Guid Id { get; init; }

    /// <summary>The owner of the data; null for every party.</summary>
    public PartyId? From { get; init; }

    /// <summary>Who may have it; null for every party.</summary>
    public PartyId? To { get; init; }

    /// <summary>The modules it covers; empty for all.</summary>
    public IReadOnlyList<ModuleId> Modules { get; init; } = [];

    /// <summary>From when on it holds.</summary>
    public required DateTimeOffset Since { get; init; }
}
