using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Busbar.Admin.Problems;

/// <summary>Turns whatever goes wrong below /api into a problem, so that no error of the operator API is empty or HTML.</summary>
internal sealed class ProblemGate(ILogger<ProblemGate> logger) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await ProblemWriter.WriteAsync(context, Describe(exception, context.GetEndpoint()));
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await ProblemWriter.WriteAsync(context, Plain(context));
        }
    }

    private Problem Describe(Exception exception, Endpoint? endpoint)
    {
        switch (exception)
        {
            case ProblemException known:
                return known.Problem;
            case BadHttpRequestException bad:
                return BindingProblem.From(bad, endpoint);
            case StoreUnavailableException:
                logger.LogError(exception, "The database did not answer a request of the operator API");
                return new Problem
                {
                    Type = ProblemTypes.Unavailable,
                    Title = "The database cannot be used at the moment; nothing was changed as far as is known. Try again.",
                    Status = StatusCodes.Status503ServiceUnavailable,
                };
            default:
                logger.LogError(exception, "A request of the operator API failed");
                return new Problem
                {
                    Type = ProblemTypes.Internal,
                    Title = "The gateway made a mistake; its log says more.",
                    Status = StatusCodes.Status500InternalServerError,
                };
        }
    }

    private static Problem Plain(HttpContext context) => new()
    {
        Type = context.Response.StatusCode == StatusCodes.Status404NotFound ? ProblemTypes.NotFound : ProblemTypes.Plain,
        Title = ReasonPhrases.GetReasonPhrase(context.Response.StatusCode),
        Status = context.Response.StatusCode,
        Detail = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"The operator API has no {context.Request.Path}.",
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible on {context.Request.Path}.",
            StatusCodes.Status415UnsupportedMediaType => "The body must be sent as application/json.",
            _ => null,
        },
    };
}
