using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Delivery.Pull;

/// <summary>A pull as it is ordered from another process.</summary>
internal sealed record PullOrder(bool Full, IReadOnlyList<string> Modules)
{
    public static PullOrder Of(PullRequest request) => new(request.Full, [.. request.Modules.Select(module => module.Value)]);

    public PullRequest For(Guid connection) => new(connection, Full, [.. Modules.Select(ModuleId.From)]);

    /// <summary>What tells orders apart: of one there is one at a time.</summary>
    public string Subject => $"{(Full ? "full" : "changes")}:{string.Join(',', Modules.Order(StringComparer.Ordinal))}";
}

/// <summary>When work at an order began; null where a process of an earlier version began it.</summary>
internal sealed record PullBeginning(DateTimeOffset? BegunAt);

/// <summary>What came of a pull, as it is told to another process.</summary>
internal sealed record PullOutcome(DateTimeOffset StartedAt, TimeSpan Duration, string? Problem, IReadOnlyList<PullOutcome.One> Modules)
{
    public static PullOutcome Of(PullReport report) => new(report.StartedAt, report.Duration, report.Problem, [.. report.Modules.Select(One.Of)]);

    public PullReport For(Guid connection) => new(connection, StartedAt, Duration, [.. Modules.Select(module => module.Read())], Problem);

    /// <summary>One module.</summary>
    internal sealed record One(
        string Module, bool Full, DateTimeOffset? DateFrom, bool Complete, int Pages, int Objects, int Stored, int Unchanged, int Removed, int RefusedCount,
        IReadOnlyList<Refused> Refusals, IReadOnlyList<string> Notes)
    {
        public static One Of(ModulePull pull) => new(
            pull.Module.Value, pull.Full, pull.DateFrom, pull.Complete, pull.Pages, pull.Objects, pull.Stored, pull.Unchanged, pull.Removed, pull.RefusedCount,
            [.. pull.Refused.Select(refused => new Refused(refused.Object?.Owner.CountryCode, refused.Object?.Owner.Code, refused.Object?.Id, refused.Reason, refused.Findings))], pull.Notes);

        public ModulePull Read() => new()
        {
            Module = ModuleId.From(Module),
            Full = Full,
            DateFrom = DateFrom,
            Complete = Complete,
            Pages = Pages,
            Objects = Objects,
            Stored = Stored,
            Unchanged = Unchanged,
            Removed = Removed,
            RefusedCount = RefusedCount,
            Refused = [.. Refusals.Select(refused => new PulledRefusal(refused.Key(Module), refused.Reason, refused.Findings))],
            Notes = Notes,
        };
    }

    /// <summary>An object that could not be taken.</summary>
    internal sealed record Refused(string? Country, string? Party, string? Id, string Reason, IReadOnlyList<Finding> Findings)
    {
        public ObjectKey? Key(string module) => Country is not null && Party is not null && Id is not null ? new ObjectKey(ModuleId.From(module), new PartyId(Country, Party), Id) : null;
    }
}
