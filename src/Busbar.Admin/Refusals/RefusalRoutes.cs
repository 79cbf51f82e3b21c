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

namespace Busbar.Admin.Refusals;

/// <summary>/api/refusals: what partners rejected, and sending it again.</summary>
internal static class RefusalRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/refusals").WithTags("Refusals");
        group.MapGet("/", ListAsync).WithName("ListRefusals").WithSummary("Changes that partners rejected, newest first.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetRefusal").WithSummary("One refusal.").MayMiss();
        group.MapPost("/replay", ReplayAllAsync).WithName("ReplayRefusals").Produces<Page<JobView>>(StatusCodes.Status202Accepted)
            .WithSummary("Sends the present state of all open refusals that the members name, one job per partner: follow it under /api/jobs/{id}.");
        group.MapPost("/{id:guid}/replay", ReplayAsync).WithName("ReplayRefusal")
            .WithSummary("Sends the refused object's present state to the partner now; the answer says whether it was accepted.")
            .MayMiss().Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
    }

    private static async Task<Page<RefusalView>> ListAsync(
        AdminQueries queries, Guid? connection, string? state, DateTimeOffset? before, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        RefusalState? asked = null;
        if (state is not null)
        {
            if (Words.TryRead(state, out RefusalState known))
            {
                asked = known;
            }
            else
            {
                errors.Add("state", "enum", $"must be one of {Words.All<RefusalState>()}.");
            }
        }

        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        return await queries.ListRefusalsAsync(connection, asked, before, size, cancellation);
    }

    private static async Task<RefusalView> FindAsync(AdminQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindRefusalAsync(id, cancellation) ?? throw Missing(id);

    private static async Task<ReplayView> ReplayAsync([FromServices] RefusalReplay replay, Guid id, CancellationToken cancellation)
    {
        var view = await replay.ReplayAsync(id, cancellation) ?? throw Missing(id);
        return view.Outcome == Words.Of(ReplayOutcome.NotPossible) ? throw ProblemException.Conflict(view.Message) : view;
    }

    private static async Task<IResult> ReplayAllAsync([FromServices] IReplay replay, ConnectionDirectory directory, BulkReplayRequest request, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (request is { Connection: null, Module: null, HttpStatus: null, OcpiStatus: null, Reason: null, Since: null, Until: null } && request.All != true)
        {
            errors.Add("", "required", "must name refusals by one of its members at least; \"all\": true means every open one.");
        }

        if (request.Module is not null && !OwnedModule.TryGet(ModuleId.From(request.Module), out _))
        {
            errors.Add("/module", "enum", $"must be one of {string.Join(", ", OwnedModule.All.Select(owned => owned.Module))}.");
        }

        if (request.Connection is { } wanted && directory.Current.Find(wanted) is null)
        {
            errors.Add("/connection", "reference", "is no connection.");
        }

        errors.ThrowIfAny();
        var filter = new RefusalFilter
        {
            Module = request.Module is null ? null : ModuleId.From(request.Module),
            HttpStatus = request.HttpStatus,
            OcpiStatus = request.OcpiStatus,
            Reason = request.Reason,
            Since = request.Since,
            Until = request.Until,
        };
        IReadOnlyList<Guid> connections = request.Connection is { } one ? [one] : [.. directory.Current.Connections.Select(connection => connection.Id)];
        var jobs = await replay.ReplayAllAsync(filter, connections, cancellation);
        return TypedResults.Accepted("/api/jobs?kind=replay", new Page<JobView> { Items = [.. jobs.Select(JobViews.Of)] });
    }

    private static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no refusal {id}.");
}
