using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Intake;

/// <summary>/api/quarantine and /api/repairs: what partners brought that could not be taken, or had to be mended.</summary>
internal static class IntakeRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("Intake");
        quarantine.MapGet("/", ListAsync).WithName("ListQuarantine").WithSummary("Documents that could not be taken, last seen first.");
        quarantine.MapGet("/{id:guid}", FindAsync).WithName("GetQuarantined").WithSummary("One of them, with the document as it came.").MayMiss();
        quarantine.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryQuarantined")
            .WithSummary("Brings the document once more under the partner's present profile; when it is taken, the entry is gone.").MayMiss();
        quarantine.MapDelete("/{id:guid}", DiscardAsync).WithName("DiscardQuarantined").WithSummary("Gives the document up.").MayMiss();

        var repairs = api.MapGroup("/repairs").WithTags("Intake");
        repairs.MapGet("/", RepairsAsync).WithName("ListRepairs").WithSummary("Objects that were mended when they were last brought with faults, last seen first.");
        repairs.MapGet("/{id:guid}", FindRepairAsync).WithName("GetRepair").WithSummary("One of them, with the document as it came.").MayMiss();

        api.MapGet("/intake", CountAsync).WithTags("Intake").WithName("CountIntake").WithSummary("Per connection: documents in quarantine, and how often each repair was made.");
    }

    private static Task<Page<QuarantineView>> ListAsync([FromServices] IntakeQueries queries, [AsParameters] IntakeFilter filter, CancellationToken cancellation) =>
        queries.QuarantineAsync(filter.Read(), cancellation);

    private static async Task<QuarantineView> FindAsync([FromServices] IntakeQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindQuarantinedAsync(id, cancellation) ?? throw Missing(id);

    private static async Task<RetryView> RetryAsync([FromServices] QuarantineDecisions desk, Guid id, CancellationToken cancellation) =>
        await desk.RetryAsync(id, cancellation) ?? throw Missing(id);

    private static async Task<NoContent> DiscardAsync([FromServices] QuarantineDecisions desk, Guid id, CancellationToken cancellation) =>
        await desk.DiscardAsync(id, cancellation) ? TypedResults.NoContent() : throw Missing(id);

    private static Task<Page<RepairedView>> RepairsAsync([FromServices] IntakeQueries queries, [AsParameters] IntakeFilter filter, CancellationToken cancellation) =>
        queries.RepairsAsync(filter.Read(), cancellation);

    private static async Task<RepairedView> FindRepairAsync([FromServices] IntakeQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindRepairedAsync(id, cancellation) ?? throw ProblemException.NotFound($"There is no record {id} of a repair.");

    private static async Task<Page<IntakeView>> CountAsync([FromServices] IntakeQueries queries, CancellationToken cancellation) =>
        new() { Items = await queries.CountAsync(cancellation) };

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no document {id} in quarantine.");
}
