using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Server.Routing;

/// <summary>Where a path leads. <see cref="Route"/> is null where nothing exists.</summary>
/// <param name="Route">The row of the route table.</param>
/// <param name="Version">The version in the path.</param>
/// <param name="Module">The module in the path.</param>
/// <param name="Side">The side in the path.</param>
/// <param name="Rest">The decoded segments below the endpoint.</param>
internal readonly record struct Place(Route? Route, OcpiVersion? Version, ModuleId? Module, InterfaceRole? Side, string[] Rest)
{
    /// <summary>Nothing is here.</summary>
    public static Place Nowhere { get; } = new(null, null, null, null, []);

    /// <summary>Whether a registering caller (token A) may be here.</summary>
    public bool OpenToRegistration => Route == RouteTable.VersionList || Route == RouteTable.VersionDetails || Route == RouteTable.Credentials;

    /// <summary>Whether the OCPI routing headers mean something here: not on configuration modules, and not before 2.2.</summary>
    public bool IsRouted => Side is not null && Version > OcpiVersion.V211 && Module != ModuleId.HubClientInfo;

    /// <summary>Finds the place of a path below the server's prefix.</summary>
    /// <param name="segments">The decoded segments after the prefix; doubled slashes show as empty ones.</param>
    /// <param name="versions">The versions offered.</param>
    /// <param name="modules">The modules offered.</param>
    /// <param name="custom">Whether modules that the standard does not know may be here too, for callers that may use them.</param>
    public static Place Find(
        ReadOnlySpan<string> segments, IReadOnlyList<OcpiVersion> versions, IReadOnlyList<(ModuleId Module, InterfaceRole Side)> modules, bool custom)
    {
        if (Take(ref segments) is not { } first)
            return Nowhere;
        if (first.Equals("versions", StringComparison.OrdinalIgnoreCase))
            return SkipEmpty(segments).IsEmpty ? new Place(RouteTable.VersionList, null, null, null, []) : Nowhere;
        if (!OcpiVersions.TryParse(first, out var version) || !versions.Contains(version))
            return Nowhere;

        var second = Take(ref segments);
        if (second is null)
            return new Place(RouteTable.VersionDetails, version, null, null, []);
        if (second.Equals("credentials", StringComparison.OrdinalIgnoreCase))
            return SkipEmpty(segments).IsEmpty ? new Place(RouteTable.Credentials, version, ModuleId.Credentials, null, []) : Nowhere;

        InterfaceRole? side = second.ToUpperInvariant() switch { "SENDER" => InterfaceRole.Sender, "RECEIVER" => InterfaceRole.Receiver, _ => null };
        if (side is not { } known || Take(ref segments) is not { } name)
            return Nowhere;

        foreach (var offered in modules)
        {
            if (offered.Side != known || !offered.Module.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;

            // A slash too many between endpoint and ids is harmless; an empty id between ids is not an address.
            var rest = SkipEmpty(segments).ToArray();
            var route = rest.Contains("") ? null : RouteTable.Find(version, offered.Module, known, rest);
            return new Place(route, version, offered.Module, known, route?.Arguments(rest) ?? rest);
        }

        var own = new ModuleId(name.ToLowerInvariant());
        return custom && !own.IsStandard
            ? new Place(RouteTable.CustomModule, version, own, known, SkipEmpty(segments).ToArray())
            : Nowhere with { Version = version };
    }

    private static string? Take(ref ReadOnlySpan<string> segments)
    {
        segments = SkipEmpty(segments);
        if (segments.IsEmpty)
            return null;

        var segment = segments[0];
        segments = segments[1..];
        return segment;
    }

    private static ReadOnlySpan<string> SkipEmpty(ReadOnlySpan<string> segments)
    {
        while (segments.Length > 0 && segments[0].Length == 0)
            segments = segments[1..];
        return segments;
    }
}
