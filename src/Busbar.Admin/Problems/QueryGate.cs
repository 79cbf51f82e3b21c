using Busbar.Admin.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Admin.Problems;

/// <summary>Refuses query parameters that an endpoint does not have: a filter with a typing mistake must not silently list everything.</summary>
internal sealed class QueryGate : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint() is { } endpoint)
        {
            var known = endpoint.Metadata.OfType<IParameterBindingMetadata>().Select(QueryName.Of).ToArray();
            var unknown = context.Request.Query.Keys.Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)).ToArray();
            if (known.Length > 0 && unknown.Length > 0)
            {
                throw ProblemException.Invalid([.. unknown.Select(key => new FieldError
                {
                    Field = key,
                    Rule = "unknown",
                    Message = $"{key} is not a query parameter of this request.",
                })]);
            }
        }

        return next(context);
    }
}
