using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>A request whose caller, place and headers are known.</summary>
public sealed class OcpiRequest
{
    /// <summary>Who asks.</summary>
    public required OcpiCaller Caller { get; init; }

    /// <summary>The version of the URL; null only for the list of versions.</summary>
    public OcpiVersion? Version { get; init; }

    /// <summary>The module of the URL; null for Versions.</summary>
    public ModuleId? Module { get; init; }

    /// <summary>The collection within the module ("terminals"); null where the URL names none.</summary>
    public string? Collection { get; init; }

    /// <summary>The interface's side; null for Versions and Credentials.</summary>
    public InterfaceRole? Side { get; init; }

    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Whom it is for and from. <see cref="RoutingHeaders.None"/> on Versions and Credentials and in 2.1.1.</summary>
    public RoutingHeaders Routing { get; init; }

    /// <summary>The ids of the request; generated where the partner sent none.</summary>
    public required MessageIds Ids { get; init; }

    /// <summary>The query.</summary>
    public OcpiQuery Query { get; init; } = OcpiQuery.Empty;

    /// <summary>The body: well-formed UTF-8 JSON without a byte order mark, or empty. Valid only until the answer is given; copy what is kept.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The Content-Type header as it came; null when there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Builds the URLs that partners are given.</summary>
    public required OcpiServerUrls Urls { get; init; }

    /// <summary>What was tolerated; handlers add theirs. Goes to the observer.</summary>
    public ICollection<Tolerated> Tolerated { get; init; } = new List<Tolerated>();

    /// <summary>The refusal of a request that deviates, when its caller is to be held to the standard; null otherwise.</summary>
    internal OcpiReply? RefusedByStrictness() =>
        Caller.Strict && Tolerated.Count > 0 ? OcpiReply.Invalid(string.Join(' ', Tolerated.Select(note => note.Message))) : null;
}
