using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>One module of one version, and where it is.</summary>
/// <remarks>OCPI chapter "Versions module / Endpoint class".</remarks>
public sealed record Endpoint : OcpiObject
{
    /// <summary>The module.</summary>
    public required ModuleId Identifier { get; init; }

    /// <summary>The side of the interface. Required from 2.2 on and absent in 2.1.1; without meaning for the credentials module.</summary>
    public InterfaceRole? Role { get; init; }

    /// <summary>URL of the endpoint.</summary>
    public required string Url { get; init; }
}
