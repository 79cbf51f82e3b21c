using Microsoft.AspNetCore.Http;

namespace Busbar.Console.Access;

/// <summary>Tells the browser what the console's pages may do: load from here, connect to here, be framed by nobody, be kept nowhere.</summary>
/// <param name="next">What comes after.</param>
/// <param name="root">The path before the console's own, as browsers see it; empty when there is none.</param>
internal sealed class PageHeaders(RequestDelegate next, string root)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ConsolePage>() is not null)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            if (!context.Request.PathBase.HasValue)
            {
                // A proxy took it off; the browser still needs it in every address.
                context.Request.PathBase = root;
            }
        }

        return next(context);
    }
}
