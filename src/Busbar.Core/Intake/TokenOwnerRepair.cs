using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>
/// Names the owner of the token in Sessions and CDRs of partners that announce 2.2.1 or later and still write the token of 2.2, which had no owner.
/// Nobody could be shown such an object otherwise.
/// </summary>
internal static class TokenOwnerRepair
{
    private const string Token = "cdr_token";
    private static readonly string[] Owner = ["country_code", "party_id"];

    /// <summary>Mends a draft that lacks nothing but the owner, where it is known whose token it is.</summary>
    public static async ValueTask MendAsync(ObjectDraft draft, DriverFinder drivers, CancellationToken cancellation)
    {
        var module = draft.Target.Module;
        if ((module != OwnedModule.Sessions && module != OwnedModule.Cdrs) || draft.Source.Version < OcpiVersion.V221
            || draft.Source.Repairs?.Allows(RepairRule.TokenOwner) != true || !draft.Findings.Any(IsMissing))
        {
            return;
        }

        if (await drivers.OwnerAsync(draft, cancellation) is { } owner && NestedMembers.Add(draft.Utf8, Token, (Owner[0], owner.CountryCode), (Owner[1], owner.Code)) is { } named)
        {
            var repairs = draft.Findings.Where(IsMissing)
                .Select(finding => new AppliedRepair(finding.Path, RepairRule.TokenOwner, "The owner of the token is missing; it is that of the token that is known."));
            draft.Mend(named, IsMissing, [.. repairs]);
        }
    }

    /// <summary>Whether this is the fault that can be mended here.</summary>
    public static bool IsMissing(Finding finding) =>
        finding.Rule == RuleName.Required && Array.Exists(Owner, name => finding.Path == $"/{Token}/{name}");
}
