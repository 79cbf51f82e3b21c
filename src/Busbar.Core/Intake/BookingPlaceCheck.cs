using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>
/// Looks for the Location that a BookingLocation says it belongs to. That there is none is noted and no reason to refuse: a partner may push what can be booked
/// before its Locations.
/// </summary>
internal sealed class BookingPlaceCheck(IObjectStore store)
{
    public async ValueTask NoteAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        if (draft.Target.Module != OwnedModule.BookingLocations || draft.Target.IsPart || draft.Refused)
        {
            return;
        }

        using var document = JsonDocument.Parse(draft.Utf8);
        if (document.RootElement.TryGetProperty("location_id", out var id) && id.ValueKind == JsonValueKind.String
            && await store.FindAsync(new ObjectKey(ModuleId.Locations, draft.Target.Owner, id.GetString()!), cancellation) is not { Deleted: false })
        {
            draft.Note([new("/location_id", "reference", draft.Source.Connection is null ? Severity.Warning : Severity.Info, "The owner has no Location of this id here.", "BOK-044")]);
        }
    }
}
