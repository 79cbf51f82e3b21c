using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Intake;

/// <summary>The part of a stored object that an address means: an EVSE or Connector of a Location, a Calendar of a BookingLocation.</summary>
internal static class ObjectParts
{
    /// <summary>The bytes of the part, or of the whole object when no part is meant; null when there is none.</summary>
    public static ReadOnlyMemory<byte>? Find(ObjectTarget target, ReadOnlyMemory<byte> whole) => target switch
    {
        { Calendar: { } calendar } => BookingLocationDocument.FindCalendar(whole, calendar),
        { Part: null } => whole,
        { Part.ConnectorId: null } => LocationDocument.FindEvse(whole, target.Part.EvseUid),
        _ => LocationDocument.FindConnector(whole, target.Part.EvseUid, target.Part.ConnectorId),
    };

    /// <summary>The object with the part in its place; null when what the part belongs to is not there.</summary>
    public static byte[]? Replace(ObjectTarget target, ReadOnlyMemory<byte> whole, ReadOnlySpan<byte> part) => target switch
    {
        { Calendar: { } calendar } => BookingLocationDocument.ReplaceCalendar(whole.Span, calendar, part),
        { Part: null } => part.ToArray(),
        { Part.ConnectorId: null } => LocationDocument.ReplaceEvse(whole.Span, target.Part.EvseUid, part),
        _ => LocationDocument.ReplaceConnector(whole, target.Part.EvseUid, target.Part.ConnectorId, part),
    };
}
