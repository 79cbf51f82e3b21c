using System.Text.Json;
using Busbar.Admin.Contracts;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Problems;

/// <summary>Writes a problem as application/problem+json.</summary>
internal static class ProblemWriter
{
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, AnswerJson.Context.Problem, context.RequestAborted);
    }
}
