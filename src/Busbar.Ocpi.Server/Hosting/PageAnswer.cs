using System.Globalization;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>The headers of a page.</summary>
/// <param name="Total">X-Total-Count.</param>
/// <param name="Maximum">X-Limit: the largest page, whatever this one holds (TRN-045, TRN-047).</param>
/// <param name="Next">The Link's target, or null on the last page.</param>
internal sealed record PageAnswer(long Total, int Maximum, string? Next)
{
    /// <summary>The next page's URL: our public endpoint, all filters of the request, the effective limit, the next offset and our cursor (TRN-041 to TRN-043).</summary>
    public static string NextUrl(OcpiRequest request, PageRequest page, int passed, string? cursor)
    {
        var url = request.Urls.Endpoint(request.Version!.Value, request.Module!.Value, request.Side!.Value);
        if (request.Collection is { } collection)
            url = OcpiUrl.Join(url, collection);
        foreach (var (name, value) in request.Query.Parameters)
        {
            if (name is not ("offset" or "limit" or PageRequest.CursorParameter))
                url = OcpiUrl.WithQuery(url, name, value);
        }

        url = OcpiUrl.WithQuery(url, "offset", (page.Offset + passed).ToString(CultureInfo.InvariantCulture));
        url = OcpiUrl.WithQuery(url, "limit", page.Limit.ToString(CultureInfo.InvariantCulture));
        return OcpiUrl.WithQuery(url, PageRequest.CursorParameter, cursor).AbsoluteUri;
    }
}
