using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Connections;

/// <summary>/api/connections: the links to partners' platforms.</summary>
internal static class ConnectionRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/connections").WithTags("Connections").AddEndpointFilter(RuleFilter.InvokeAsync);
        group.MapGet("/", List).WithName("ListConnections").WithSummary("Every connection, by name.");
        group.MapGet("/{id:guid}", Find).WithName("GetConnection").WithSummary("One connection.").MayMiss();
        group.MapPost("/", CreateAsync).WithName("CreateConnection")
            .WithSummary("Makes a connection. Waits for the partner (the answer holds token A), or registers with it at once when versions_url and token are given. "
                + "A handshake that fails leaves the connection in state registering; \"registered\" and \"steps\" say how it went.")
            .MayConflict();
        group.MapPatch("/{id:guid}", PatchAsync).WithName("PatchConnection").WithSummary("Changes name, profile, reserved parties or the party that stands before a partner of 2.1.1; suspends or resumes.").MayMiss().MayConflict();
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteConnection")
            .WithSummary("Ends the registration at the partner, where there is one, and removes the connection. What its parties published is taken back at all other partners; sessions and CDRs stay.").MayMiss();
        HandshakeRoutes.Map(group);
        PullRoutes.Map(group);
        PauseRoutes.Map(group);
    }

    private static Page<ConnectionView> List(AdminQueries queries) => new() { Items = queries.Connections() };

    private static ConnectionView Find(Guid id, AdminQueries queries) => queries.FindConnection(id) ?? throw Missing(id);

    private static async Task<Created<HandshakeView>> CreateAsync(
        ConnectionRequest request, ConnectionRequests requests, ConnectionService service, CancellationToken cancellation)
    {
        var created = await service.CreateAsync(requests.Read(request), cancellation);
        return TypedResults.Created(
            $"/api/connections/{created.Connection.Id}",
            HandshakeViews.Of(created.Connection, created.VersionsUrl, created.Token, created.Handshake));
    }

    private static async Task<ConnectionView> PatchAsync(
        Guid id, ConnectionPatch patch, ConnectionDirectory directory, ConnectionService service, AdminQueries queries, CancellationToken cancellation)
    {
        var present = directory.Current.Find(id) ?? throw Missing(id);
        var (profile, parties, front) = ConnectionRequests.Read(patch, present);

        // What can be refused is looked at before anything changes, so that a refused request changes nothing.
        if (patch.Suspended == true && present.State is not (ConnectionState.Connected or ConnectionState.Suspended))
        {
            throw ProblemException.Conflict($"The connection is {Words.Of(present.State)}; only a connected one can be suspended.");
        }

        if (patch.Name is not null)
        {
            await service.RenameAsync(id, patch.Name, cancellation);
        }

        if (parties is not null)
        {
            await service.DeclareAsync(id, parties, cancellation);
        }

        if (profile is not null)
        {
            await service.SetProfileAsync(id, profile, cancellation);
        }

        if (patch.Front is not null)
        {
            await service.SetFrontAsync(id, front, cancellation);
        }

        if (patch.Suspended is { } suspended && suspended != (present.State == ConnectionState.Suspended))
        {
            _ = suspended ? await service.SuspendAsync(id, cancellation) : await service.ResumeAsync(id, cancellation);
        }

        return queries.FindConnection(id) ?? throw Missing(id);
    }

    private static async Task<Ok<HandshakeReportView>> DeleteAsync(
        Guid id, ConnectionDirectory directory, ConnectionService service, TimeProvider clock, CancellationToken cancellation)
    {
        _ = directory.Current.Find(id) ?? throw Missing(id);
        var report = await service.DeleteAsync(id, cancellation) ?? new HandshakeReport(clock.GetUtcNow(), true, []);
        return TypedResults.Ok(ConnectionViews.Of(report));
    }

    internal static ProblemException Missing(Guid id) => ProblemException.NotFound($"There is no connection {id}.");
}
