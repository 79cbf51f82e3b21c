using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Endpoints.Objects;

/// <summary>A stored object, or a part of it, in the reader's version.</summary>
internal sealed class ObjectForm(TranslationMeter meter)
{
    /// <summary>The object's bytes in a version: the stored ones when they are written in it. False when the version has no form for it.</summary>
    public bool TryGet(ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> stored, out ReadOnlyMemory<byte> utf8, [NotNullWhen(false)] out string? withheld)
    {
        (utf8, withheld) = (stored, null);
        if (from == to)
        {
            return true;
        }

        var translation = Translator.Translate(type, from, to, stored);
        meter.Count(type, from, to, translation);
        (utf8, withheld) = (translation.Utf8, translation.Withheld);
        return withheld is null;
    }

    /// <summary>One object, or the EVSE, Connector or Calendar of it that is meant; null when there is no such part or no such form.</summary>
    public ReadOnlyMemory<byte>? Find(StoredObject stored, OwnedModule module, ObjectPart? part, string? calendar, OcpiVersion version)
    {
        if (!TryGet(module.Type, stored.Version, version, stored.Utf8, out var whole, out _))
        {
            return null;
        }

        return part switch
        {
            null when calendar is not null => BookingLocationDocument.FindCalendar(whole, calendar),
            null => whole,
            { ConnectorId: null } => LocationDocument.FindEvse(whole, part.EvseUid),
            _ => LocationDocument.FindConnector(whole, part.EvseUid, part.ConnectorId),
        };
    }
}
