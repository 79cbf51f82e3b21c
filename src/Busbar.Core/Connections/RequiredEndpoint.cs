using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Connections;

/// <summary>A side of a module that a partner must offer before it may register. Credentials is always required.</summary>
public sealed record RequiredEndpoint(ModuleId Module, InterfaceRole Role);
