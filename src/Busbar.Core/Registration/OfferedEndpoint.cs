using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>A side of a module that this gateway serves.</summary>
public sealed record OfferedEndpoint(ModuleId Module, InterfaceRole Role)
{
    /// <summary>The first version that has the module.</summary>
    public OcpiVersion Since { get; init; } = OcpiVersion.V211;

    /// <summary>The last version that has the module.</summary>
    public OcpiVersion Until { get; init; } = OcpiVersion.V230;
}
