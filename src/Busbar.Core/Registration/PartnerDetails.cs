using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>A partner's details of one version.</summary>
/// <param name="Number">The version they say they are for; null when they do not say.</param>
/// <param name="Endpoints">The endpoints, unknown modules included, each (module, role) once.</param>
public sealed record PartnerDetails(string? Number, IReadOnlyList<PartnerEndpoint> Endpoints);
