using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Simulator.Platforms;

/// <summary>What a simulated platform is.</summary>
public sealed record PlatformOptions
{
    /// <summary>What the platform is called in reports and in its credentials.</summary>
    public required string Name { get; init; }

    public required PartyId Party { get; init; }

    public required Role Role { get; init; }

    /// <summary>The one version it speaks.</summary>
    public required OcpiVersion Version { get; init; }

    /// <summary>What it serves besides versions and credentials.</summary>
    public required IReadOnlyList<(ModuleId Module, InterfaceRole Side)> Modules { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:0";
}
