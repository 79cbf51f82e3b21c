using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Reads the OCPI headers of a request.</summary>
internal static class RequestHeaders
{
    private const int MaxIdLength = 255;
    private static readonly HashSet<string> LowerCase =
        ["x-request-id", "x-correlation-id", "ocpi-from-country-code", "ocpi-from-party-id", "ocpi-to-country-code", "ocpi-to-party-id"];

    /// <summary>The ids, generated where they are missing or could not be written back into a header (AMB-082).</summary>
    public static MessageIds Ids(IHeaderDictionary headers, out bool complete)
    {
        var request = Id(headers, OcpiHeaders.RequestId);
        var correlation = Id(headers, OcpiHeaders.CorrelationId);
        complete = request is not null && correlation is not null;
        return new MessageIds(request ?? Guid.NewGuid().ToString(), correlation ?? Guid.NewGuid().ToString());
    }

    /// <summary>All readings of the Authorization header; none when there are several headers (AMB-004).</summary>
    public static IReadOnlyList<TokenCandidate> Tokens(IHeaderDictionary headers)
    {
        var values = headers.Authorization;
        return values.Count == 1 ? AuthorizationHeader.Read(values[0]) : [];
    }

    /// <summary>The routing headers.</summary>
    public static bool TryRouting(IHeaderDictionary headers, out RoutingHeaders routing, out string? problem) =>
        RoutingHeaders.TryRead(name => headers.TryGetValue(name, out var values) ? values[0] : null, out routing, out problem);

    /// <summary>Whether one of OCPI's names came in lower case. HTTP/2 and later write all names so: there it tells nothing.</summary>
    public static bool AreLowerCase(HttpRequest request)
    {
        if (!HttpProtocol.IsHttp11(request.Protocol))
            return false;

        foreach (var header in request.Headers)
        {
            if (LowerCase.Contains(header.Key))
                return true;
        }

        return false;
    }

    private static string? Id(IHeaderDictionary headers, string name)
    {
        var id = headers.TryGetValue(name, out var values) ? values[0]?.Trim() : null;
        return id is { Length: > 0 and <= MaxIdLength } && !id.AsSpan().ContainsAnyExceptInRange(' ', '~') ? id : null;
    }
}
