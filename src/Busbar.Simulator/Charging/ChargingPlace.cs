using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Simulator.Charging;

/// <summary>Where a car charges.</summary>
internal sealed record ChargingPlace(Location Location, Evse Evse, Connector Connector);

/// <summary>How a session came to be.</summary>
internal sealed record SessionStart(Token Token, AuthMethod Method, string? AuthorizationReference);
