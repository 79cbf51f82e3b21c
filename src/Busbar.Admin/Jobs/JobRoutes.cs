using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Jobs;

/// <summary>/api/jobs: what was ordered and takes its time.</summary>
internal static class JobRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/jobs").WithTags("Jobs");
        group.MapGet("/", ListAsync).WithName("ListJobs").WithSummary("Jobs, newest first: kind, connection, open=true for those that are not over.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetJob").WithSummary("One job with its progress, from any process.").MayMiss();
        group.MapDelete("/{id:guid}", CancelAsync).WithName("CancelJob").WithSummary("Calls an open job off; what is done stays done.").MayMiss();
    }

    private static async Task<Page<JobView>> ListAsync([FromServices] JobDesk desk, string? kind, Guid? connection, bool? open, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        var jobs = await desk.ListAsync(new JobQuery { Kind = kind, Connection = connection, OpenOnly = open ?? false, Limit = size }, cancellation);
        return new Page<JobView> { Items = [.. jobs.Select(JobViews.Of)] };
    }

    private static async Task<JobView> FindAsync([FromServices] JobDesk desk, Guid id, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { } job ? JobViews.Of(job) : throw Missing(id);

    private static async Task<IResult> CancelAsync([FromServices] JobDesk desk, Guid id, CancellationToken cancellation) =>
        await desk.CancelAsync(id, cancellation) ? TypedResults.NoContent() : throw Missing(id);

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no job {id} (any more), or it is over.");
}
