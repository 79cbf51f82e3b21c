using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Common;

/// <summary>One entry of a partner's version details.</summary>
/// <param name="Module">The module.</param>
/// <param name="Role">The side. Ignored for Credentials, and in 2.1.1 the side that the partner's role implies.</param>
/// <param name="Url">The endpoint, used as the partner wrote it.</param>
public sealed record OcpiEndpoint(ModuleId Module, InterfaceRole Role, Uri Url);
