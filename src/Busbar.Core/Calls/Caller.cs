using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Calls;

/// <summary>Who asks: a partner over OCPI, or the operator on behalf of a hosted party.</summary>
/// <param name="Connection">The partner's connection; null for the operator API.</param>
/// <param name="Party">The asking party.</param>
/// <param name="Addressed">The party that the asker addressed; null when it left the choice to us.</param>
/// <param name="Version">The version the asker writes and reads.</param>
/// <param name="CorrelationId">The asker's id of the conversation.</param>
public sealed record Caller(Connection? Connection, PartyId Party, PartyId? Addressed, OcpiVersion Version, string? CorrelationId);
