using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>Looks at drafts that are about to be stored, for what other messages will need of them and cannot say themselves.</summary>
public sealed class LinkKeeper(TokenBook tokens, LongIdBook longIds, CreditedCharges credited, DriverFinder drivers, IObjectStore store)
{
    /// <summary>Mends what can be mended only by knowing what else was brought.</summary>
    internal async ValueTask MendAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        // What has other faults stays refused, whatever is mended.
        if (draft.Findings.Any(finding => finding.Severity == Severity.Error && !TokenOwnerRepair.IsMissing(finding) && !EvseUidRepair.IsMissing(finding)))
        {
            return;
        }

        await TokenOwnerRepair.MendAsync(draft, drivers, cancellation);
        await EvseUidRepair.MendAsync(draft, store, cancellation);
    }

    internal async ValueTask LookAsync(IReadOnlyList<ObjectDraft> drafts, CancellationToken cancellation)
    {
        if (drafts.Any(draft => draft.Target.Module == OwnedModule.Tokens))
        {
            await tokens.NoteAsync(
                [.. drafts.Where(draft => draft.Target.Module == OwnedModule.Tokens).Select(draft => (draft.Target.Key, draft.Utf8))], cancellation);
        }

        foreach (var draft in drafts)
        {
            var module = draft.Target.Module;
            if (module == OwnedModule.Locations && draft.Source.Version == OcpiVersion.V211)
            {
                await longIds.NoteAsync(draft.Target.Owner, draft.Utf8, cancellation);
            }

            if (module == OwnedModule.Cdrs && draft.Source.Version > OcpiVersion.V211)
            {
                await credited.NoteAsync(draft.Target.Owner, draft.Utf8, cancellation);
            }

            if ((module == OwnedModule.Sessions || module == OwnedModule.Cdrs) && draft.Scan.Audience is null)
            {
                await drivers.FindAsync(draft, cancellation);
            }
        }
    }
}
