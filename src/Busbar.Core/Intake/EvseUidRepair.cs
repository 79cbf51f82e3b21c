using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>Names the EVSE of a CDR by its uid where the CDR has only the evse_id, which a library known in the field leaves it at.</summary>
internal static class EvseUidRepair
{
    private const string Place = "cdr_location";
    private const string Uid = "evse_uid";

    /// <summary>Mends a draft where exactly one EVSE of the known Location has that evse_id.</summary>
    public static async ValueTask MendAsync(ObjectDraft draft, IObjectStore store, CancellationToken cancellation)
    {
        if (draft.Target.Module != OwnedModule.Cdrs || draft.Source.Repairs?.Allows(RepairRule.EvseUid) != true || !draft.Findings.Any(IsMissing))
        {
            return;
        }

        var (locationId, evseId) = Named(draft.Utf8);
        if (locationId is not null && evseId is not null
            && await store.FindAsync(new ObjectKey(ModuleId.Locations, draft.Target.Key.Owner, locationId), cancellation) is { Deleted: false } location
            && UidOf(location.Utf8, evseId) is { } uid && NestedMembers.Add(draft.Utf8, Place, (Uid, uid)) is { } named)
        {
            draft.Mend(
                named, IsMissing, [new AppliedRepair($"/{Place}/{Uid}", RepairRule.EvseUid, "evse_uid is missing; it is that of the EVSE with this evse_id in the known Location.")]);
        }
    }

    /// <summary>Whether this is the fault that can be mended here.</summary>
    public static bool IsMissing(Finding finding) => finding.Rule == RuleName.Required && finding.Path == $"/{Place}/{Uid}";

    private static (string? LocationId, string? EvseId) Named(ReadOnlyMemory<byte> cdr)
    {
        using var document = JsonDocument.Parse(cdr);
        return document.RootElement.TryGetProperty(Place, out var place) ? (NestedMembers.Text(place, "id"), NestedMembers.Text(place, "evse_id")) : default;
    }

    private static string? UidOf(ReadOnlyMemory<byte> location, string evseId)
    {
        using var document = JsonDocument.Parse(location);
        var known = document.RootElement.TryGetProperty("evses", out var evses) && evses.ValueKind == JsonValueKind.Array
            ? evses.EnumerateArray().Where(evse => evseId.Equals(NestedMembers.Text(evse, "evse_id"), StringComparison.OrdinalIgnoreCase)).Take(2).ToList()
            : [];
        return known is [var only] ? NestedMembers.Text(only, "uid") : null;
    }
}
