using System.Globalization;
using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Reconciliation;

/// <summary>/api/reconciliations: what partners have against what we sent and hold, and mending it.</summary>
internal static class ReconciliationRoutes
{
    private const int MostHours = 8760;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/reconciliations").WithTags("Reconciliation");
        group.MapGet("/", ListAsync).WithName("ListReconciliations").WithSummary("Comparisons and checks, newest first, with their counts.");
        group.MapPost("/", CompareAsync).WithName("Compare").Produces<Page<ComparisonView>>(StatusCodes.Status202Accepted).MayConflict()
            .WithSummary("Compares what we sent a partner with what its receiver has, and what we hold of it with what its sender lists: one run per module and direction. Nothing is changed.");
        group.MapPost("/checks", CheckAsync).WithName("CheckStore").Produces<ComparisonView>(StatusCodes.Status202Accepted)
            .WithSummary("Looks through our own store, asking nobody: sessions without CDR, CDRs without session, references that point nowhere, old EVSE status, what was not acknowledged for long.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetReconciliation").WithSummary("One run with its counts and progress.").MayMiss();
        group.MapGet("/{id:guid}/differences", DifferencesAsync).WithName("ListDifferences").WithSummary("What a run found: kind (several allowed, separated by commas).").MayMiss();
        group.MapPost("/{id:guid}/repair", RepairAsync).WithName("RepairDifferences").Produces<JobView>(StatusCodes.Status202Accepted).MayMiss().MayConflict()
            .WithSummary("Mends what a comparison found: sends it again, or pulls the module anew. Follow it under /api/jobs/{id}.");
    }

    private static async Task<Page<ComparisonView>> ListAsync([FromServices] ReconciliationQueries queries, Guid? connection, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        return new Page<ComparisonView> { Items = await queries.ListAsync(connection, size, cancellation) };
    }

    private static async Task<ComparisonView> FindAsync([FromServices] ReconciliationQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindAsync(id, cancellation) ?? throw Missing(id);

    private static async Task<IResult> CompareAsync(
        [FromServices] ReconciliationQueries queries, ConnectionDirectory directory, ComparisonRequest request, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var connection = request.Connection is { } id ? directory.Current.Find(id) : null;
        if (connection is null)
        {
            errors.Add("/connection", request.Connection is null ? "required" : "reference", request.Connection is null ? "is required." : "is no connection.");
        }

        foreach (var (name, index) in (request.Modules ?? []).Select((name, index) => (name, index)))
        {
            if (!OwnedModule.All.Any(owned => owned.Module.Value == name))
            {
                errors.Add($"/modules/{index}", "enum", $"must be one of {string.Join(", ", OwnedModule.All.Select(owned => owned.Module))}.");
            }
        }

        ComparisonDirection? direction = null;
        if (request.Direction is not (null or "both"))
        {
            direction = Words.TryRead(request.Direction, out ComparisonDirection known) ? known : null;
            if (direction is null)
            {
                errors.Add("/direction", "enum", "must be one of sent, held, both.");
            }
        }

        Within(errors, "rate", request.Rate, ComparisonOrder.HighestRate);
        errors.ThrowIfAny();
        var runs = queries.Possible(connection!, request.Modules is { Count: > 0 } modules ? [.. modules.Select(ModuleId.From)] : null, direction);
        return runs.Count == 0
            ? throw ProblemException.Conflict("The partner offers no side of these modules that could be asked.")
            : TypedResults.Accepted("/api/reconciliations", new Page<ComparisonView> { Items = await queries.OrderAsync(connection!, runs, request.Rate ?? ComparisonOrder.UsualRate, cancellation) });
    }

    private static async Task<IResult> CheckAsync(
        [FromServices] ReconciliationQueries queries, [FromServices] IReconciliation reconciliation, CheckRequest? request, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        Within(errors, "cdr_hours", request?.CdrHours, MostHours);
        Within(errors, "status_hours", request?.StatusHours, MostHours);
        Within(errors, "waiting_hours", request?.WaitingHours, MostHours);
        errors.ThrowIfAny();
        var usual = CheckOrder.Usual;
        var job = await reconciliation.CheckAsync(
            new CheckOrder(request?.CdrHours ?? usual.CdrHours, request?.StatusHours ?? usual.StatusHours, request?.WaitingHours ?? usual.WaitingHours), cancellation);
        return TypedResults.Accepted($"/api/reconciliations/{job.Id}", queries.View(job));
    }

    private static async Task<Page<DifferenceView>> DifferencesAsync(
        [FromServices] ReconciliationQueries queries, Guid id, string? kind, string? cursor, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var kinds = ReadKinds(errors, "kind", kind?.Split(',') ?? []);
        long after = 0;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            errors.Add("cursor", "cursor", "must be the \"next\" of an earlier page.");
        }

        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        _ = await queries.FindJobAsync(id, cancellation) ?? throw Missing(id);
        return await queries.DifferencesAsync(id, [.. kinds.Select(Words.Of)], after, size, cancellation);
    }

    private static async Task<IResult> RepairAsync(
        [FromServices] ReconciliationQueries queries, [FromServices] IReconciliation reconciliation, Guid id, RepairRequest? request, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var kinds = ReadKinds(errors, "/kinds", request?.Kinds ?? []);
        errors.ThrowIfAny();
        var job = await queries.FindJobAsync(id, cancellation) ?? throw Missing(id);
        var repair = await reconciliation.RepairAsync(job, kinds, cancellation) ?? throw ProblemException.Conflict("What a check of our own store found is mended by whoever owns it, not here.");
        return TypedResults.Accepted($"/api/jobs/{repair.Id}", JobViews.Of(repair));
    }

    private static List<DifferenceKind> ReadKinds(FieldErrors errors, string field, IReadOnlyList<string> names)
    {
        var kinds = new List<DifferenceKind>();
        foreach (var name in names)
        {
            if (Words.TryRead(name, out DifferenceKind kind))
            {
                kinds.Add(kind);
            }
            else
            {
                errors.Add(field, "enum", $"must be of {Words.All<DifferenceKind>()}.");
            }
        }

        return kinds;
    }

    private static void Within(FieldErrors errors, string field, int? number, int most)
    {
        if (number is { } given && (given < 1 || given > most))
        {
            errors.Add($"/{field}", "range", $"must be from 1 to {most}.");
        }
    }

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no comparison or check {id} (any more).");
}
