using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Connections;

/// <summary>Stopping the pushes to a partner for a while.</summary>
internal static class PauseRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{id:guid}/pause", PauseAsync).WithName("PauseConnection")
            .WithSummary("Pushes nothing to the partner until it is resumed; what changes waits, and nothing is lost. All else goes on.").MayMiss();
        group.MapPost("/{id:guid}/resume", ResumeAsync).WithName("ResumeConnection").WithSummary("Pushes to the partner again, from where it was paused.").MayMiss();
    }

    private static Task<ConnectionView> PauseAsync(Guid id, [FromServices] DeliveryPause pause, AdminQueries queries, CancellationToken cancellation) =>
        SetAsync(id, true, pause, queries, cancellation);

    private static Task<ConnectionView> ResumeAsync(Guid id, [FromServices] DeliveryPause pause, AdminQueries queries, CancellationToken cancellation) =>
        SetAsync(id, false, pause, queries, cancellation);

    private static async Task<ConnectionView> SetAsync(Guid id, bool paused, DeliveryPause pause, AdminQueries queries, CancellationToken cancellation) =>
        await pause.SetAsync(id, paused, cancellation) && queries.FindConnection(id) is { } view ? view : throw ConnectionRoutes.Missing(id);
}
