using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>What a server offers and its limits.</summary>
public sealed record OcpiServerOptions
{
    /// <summary>The public URL of what the server is mapped to (https://roaming.example/ocpi). Every URL handed out starts with it.</summary>
    public required Func<Uri> PublicUrl { get; init; }

    /// <summary>The versions offered.</summary>
    public IReadOnlyList<OcpiVersion> Versions { get; init; } = OcpiVersions.All;

    /// <summary>The modules offered, by side. Credentials is always offered and need not be named.</summary>
    public required IReadOnlyList<(ModuleId Module, InterfaceRole Side)> Modules { get; init; }

    /// <summary>Largest body accepted, in bytes; a larger one gets HTTP 413.</summary>
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Largest page, in objects: X-Limit, and the limit of a request that names none.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>Deepest nesting of a JSON body.</summary>
    public int MaxJsonDepth { get; init; } = 32;
}
