using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions;

/// <summary>One module of one version, and where it is.</summary>
/// <remarks>OCPI chapter "Versions module / Endpoint class".</remarks>
public sealed record Endpoint : OcpiObject
{
    /// <summary>The module.</summary>
    public required ModuleId Identifier { get; init; }

    /// <summary>The side of the interface; without meaning for the credentials module.</summary>
    public required InterfaceRole Role { get; init; }

    /// <summary>URL of the endpoint.</summary>
    public required string Url { get; init; }
}
