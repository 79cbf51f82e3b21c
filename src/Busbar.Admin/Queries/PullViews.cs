using Busbar.Admin.Contracts;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Admin.Queries;

/// <summary>Pull reports and findings as the operator sees them.</summary>
internal static class PullViews
{
    public static PullView Of(PullReport report) => new()
    {
        StartedAt = report.StartedAt,
        DurationMs = (long)report.Duration.TotalMilliseconds,
        Complete = report.Complete,
        Modules = [.. report.Modules.Select(module => new ModulePullView
        {
            Module = module.Module.Value,
            Full = module.Full,
            DateFrom = module.DateFrom,
            Complete = module.Complete,
            Pages = module.Pages,
            Objects = module.Objects,
            Stored = module.Stored,
            Unchanged = module.Unchanged,
            Removed = module.Removed,
            Refused = module.RefusedCount,
            Refusals = [.. module.Refused.Select(refused => new PulledRefusalView
            {
                Object = refused.Object?.ToString(),
                Reason = refused.Reason,
                Findings = [.. refused.Findings.Select(Of)],
            })],
            Notes = module.Notes,
        })],
    };

    public static FindingView Of(Finding finding) => new()
    {
        Path = finding.Path,
        Rule = finding.Rule,
        Severity = Words.Of(finding.Severity),
        Message = finding.Message,
        Requirement = finding.Requirement,
    };
}
