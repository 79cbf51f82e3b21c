using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Core.Objects;

/// <summary>What the address of a client-owned object means here: which object of the store, and which part of it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Owner">The owner.</param>
/// <param name="Id">The object's id (a Token's uid).</param>
/// <param name="Part">The EVSE or Connector, when the address goes on below a Location.</param>
/// <param name="TokenType">The type of a Token; null when none was named.</param>
public sealed record ObjectTarget(OwnedModule Module, PartyId Owner, string Id, ObjectPart? Part = null, string? TokenType = null)
{
    /// <summary>The Calendar, when the address goes on below a BookingLocation.</summary>
    public string? Calendar { get; init; }

    /// <summary>Whom the object is for, where it does not say so itself.</summary>
    public PartyId? For { get; init; }

    /// <summary>Whether the object must be known, or must not be.</summary>
    public ObjectExpectation Expects { get; init; }

    /// <summary>Whether the address means a part of an object: an EVSE, a Connector, a Calendar.</summary>
    public bool IsPart => Part is not null || Calendar is not null;

    /// <summary>The key of the stored object. A Token without a type is an RFID token.</summary>
    public ObjectKey Key => Module == OwnedModule.Tokens ? TokenKey.Of(Owner, Id, TokenType) : new(Module.Module, Owner, Id);

    /// <summary>The type of the object that is meant.</summary>
    public ObjectType Type => Part switch
    {
        null when Calendar is not null => ObjectType.Calendar,
        null => Module.Type,
        { ConnectorId: null } => ObjectType.Evse,
        _ => ObjectType.Connector,
    };

    /// <summary>The field that holds the id of what is meant, and the id.</summary>
    public (string Field, string Id) Identity => Part switch
    {
        null when Calendar is not null => ("id", Calendar),
        null => (Module.IdField, Id),
        { ConnectorId: null } => ("uid", Part.EvseUid),
        _ => ("id", Part.ConnectorId),
    };

    /// <summary>Reads an address of a receiver interface; null when its module keeps no objects.</summary>
    public static ObjectTarget? Of(ObjectAddress address) =>
        OwnedModule.TryGet(address.Module, address.Collection, out var module)
            ? new(module, address.Owner, address.Id, address.EvseUid is { } evse ? new ObjectPart(evse, address.ConnectorId) : null, address.TokenType)
            {
                Calendar = address.CalendarId,
            }
            : null;
}
