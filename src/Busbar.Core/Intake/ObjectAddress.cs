using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Intake;

/// <summary>What the URL of a client-owned object names.</summary>
/// <param name="Module">The module.</param>
/// <param name="Owner">The owner in the path.</param>
/// <param name="Id">The object's id in the path (a Token's uid).</param>
/// <param name="Part">The EVSE or Connector, when the path goes on below a Location.</param>
/// <param name="TokenType">The query parameter type of a Token; null when it is absent.</param>
public sealed record ObjectAddress(OwnedModule Module, PartyId Owner, string Id, ObjectPart? Part = null, string? TokenType = null)
{
    /// <summary>The key of the stored object. A Token without a type is an RFID token.</summary>
    public ObjectKey Key => Module == OwnedModule.Tokens ? TokenKey.Of(Owner, Id, TokenType) : new(Module.Module, Owner, Id);

    /// <summary>The type of the object at this address.</summary>
    public ObjectType Type => Part switch
    {
        null => Module.Type,
        { ConnectorId: null } => ObjectType.Evse,
        _ => ObjectType.Connector,
    };

    /// <summary>The id that the body must repeat, and the field it stands in.</summary>
    public (string Field, string Id) Identity => Part switch
    {
        null => (Module.IdField, Id),
        { ConnectorId: null } => ("uid", Part.EvseUid),
        _ => ("id", Part.ConnectorId),
    };
}
