using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>One entry of the partner's version details.</summary>
public sealed record PartnerEndpoint(ModuleId Module, InterfaceRole Role, Uri Url);
