using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Connections;

/// <summary>The one party as which we stand before a partner of 2.1.1, where the operator chose it. Only its data and calls flow over the connection then.</summary>
public sealed record FrontParty(PartyId Party, Role Role);
