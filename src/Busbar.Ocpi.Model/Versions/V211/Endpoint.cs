using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Versions.V211;

/// <summary>One module of version 2.1.1, and where it is: both sides of an interface share one URL.</summary>
/// <remarks>OCPI chapter "Versions module / Endpoint class (2.1.1)".</remarks>
public sealed record Endpoint : OcpiObject
{
    /// <inheritdoc cref="Versions.Endpoint.Identifier"/>
    public required ModuleId Identifier { get; init; }

    /// <summary>URL of the endpoint; at most 255 characters.</summary>
    public required string Url { get; init; }
}
