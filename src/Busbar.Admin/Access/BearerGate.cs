using System.Globalization;
using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Busbar.Admin.Access;

/// <summary>Lets only requests with an operator's key through to /api, before anything else is said about the path.</summary>
internal sealed class BearerGate(OperatorKeys keys, KeyAttempts attempts) : IMiddleware
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (attempts.WaitFor(context.Connection.RemoteIpAddress) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ProblemWriter.WriteAsync(context, new Problem
            {
                Type = ProblemTypes.Unauthorized,
                Title = "Too many wrong keys came from this address.",
                Status = StatusCodes.Status429TooManyRequests,
                Detail = "Wait as long as Retry-After says.",
            });
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && keys.Accepts(header[Scheme.Length..].Trim()))
        {
            return next(context);
        }

        if (header.Length > 0)
        {
            attempts.Failed(context.Connection.RemoteIpAddress);
        }

        context.Response.Headers.WWWAuthenticate = header.Length == 0 ? "Bearer realm=\"busbar\"" : "Bearer realm=\"busbar\", error=\"invalid_token\"";
        return ProblemWriter.WriteAsync(context, new Problem
        {
            Type = ProblemTypes.Unauthorized,
            Title = "The operator's key is needed.",
            Status = StatusCodes.Status401Unauthorized,
            Detail = header.Length == 0
                ? "Send the key as \"Authorization: Bearer <key>\"."
                : "The Authorization header does not hold a valid key; it must read \"Bearer <key>\".",
        });
    }
}
