using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Connections;

/// <summary>Fetching now what a partner offers.</summary>
internal static class PullRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{id:guid}/pull", PullAsync).WithName("PullConnection").Produces<PullView>().Produces<JobView>(StatusCodes.Status202Accepted)
            .WithSummary("Fetches what changed at the partner since the last pull, or everything; the answer comes when it is done, or at once with wait=false. Any process may be asked.").MayMiss().MayConflict();
        group.MapGet("/{id:guid}/pulls", ListAsync).WithName("ListPulls")
            .WithSummary("Where the pulls of each module stand: how far, what came of the last one, how often and when next.").MayMiss();
    }

    private static async Task<IResult> PullAsync(
        Guid id, PullRequestBody? request, ConnectionDirectory directory, [FromServices] IPull pull, CancellationToken cancellation)
    {
        _ = directory.Current.Find(id) ?? throw ConnectionRoutes.Missing(id);
        var asked = new PullRequest(id, request?.Full ?? false, ReadModules(request?.Modules ?? []));
        if (request?.Wait == false)
        {
            var job = JobViews.Of(await pull.OrderAsync(asked, cancellation));
            return TypedResults.Accepted($"/api/jobs/{job.Id}", job);
        }

        var report = await pull.PullAsync(asked, cancellation);
        return report.Problem is { } problem ? throw ProblemException.Conflict(problem) : TypedResults.Ok(PullViews.Of(report));
    }

    private static async Task<Page<PullStandingView>> ListAsync(Guid id, ConnectionDirectory directory, [FromServices] PullQueries queries, CancellationToken cancellation) =>
        new() { Items = await queries.OfAsync(directory.Current.Find(id) ?? throw ConnectionRoutes.Missing(id), cancellation) };

    private static List<ModuleId> ReadModules(IReadOnlyList<string> names)
    {
        var errors = new FieldErrors();
        for (var index = 0; index < names.Count; index++)
        {
            if (OwnedModule.All.All(owned => owned.Module.Value != names[index]))
            {
                errors.Add($"/modules/{index}", "enum", $"must be one of {string.Join(", ", OwnedModule.All.Select(owned => owned.Module))}.");
            }
        }

        errors.ThrowIfAny();
        return [.. names.Distinct().Select(ModuleId.From)];
    }
}
