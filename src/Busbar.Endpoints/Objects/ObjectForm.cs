using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Endpoints.Objects;

/// <summary>A stored object, or a part of it, in the reader's version.</summary>
public sealed class ObjectForm(ObjectTranslator translator, TranslationMeter meter)
{
    /// <summary>A stored object in a version: its own bytes when they are written in it.</summary>
    public async ValueTask<VersionedObject> GetAsync(StoredObject stored, OwnedModule module, OcpiVersion version, Guid reader, CancellationToken cancellation)
    {
        if (module == OwnedModule.Locations)
        {
            stored = stored with { Utf8 = UnequippedEvses.LeaveOut(stored.Utf8) };
        }

        if (stored.Version == version)
        {
            return new VersionedObject(stored.Utf8, [], null);
        }

        var view = await translator.ToAsync(stored, module.Type, version, cancellation);
        meter.Count(reader, module.Type, stored.Version, version, view);
        return view;
    }

    /// <summary>One object, or the EVSE, Connector or Calendar of it that is meant; null when there is no such part or no such form.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(
        StoredObject stored, OwnedModule module, ObjectPart? part, string? calendar, OcpiVersion version, Guid reader, CancellationToken cancellation)
    {
        var whole = await GetAsync(stored, module, version, reader, cancellation);
        return (whole.IsWithheld, part) switch
        {
            (true, _) => null,
            (_, null) when calendar is not null => BookingLocationDocument.FindCalendar(whole.Utf8, calendar),
            (_, null) => whole.Utf8,
            (_, { ConnectorId: null }) => LocationDocument.FindEvse(whole.Utf8, part.EvseUid),
            _ => LocationDocument.FindConnector(whole.Utf8, part.EvseUid, part.ConnectorId),
        };
    }
}
