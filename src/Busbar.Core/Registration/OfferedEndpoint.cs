using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>A side of a module that this gateway serves.</summary>
public sealed record OfferedEndpoint(ModuleId Module, InterfaceRole Role);
