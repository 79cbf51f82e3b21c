using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Status;

/// <summary>/api/status: the gateway at a glance.</summary>
internal static class StatusRoutes
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/status", ReadAsync).WithTags("Status").WithName("GetStatus").WithSummary("Connections with state and lag, objects per module, the change log, uptime.");

    private static Task<StatusView> ReadAsync(AdminQueries queries, CancellationToken cancellation) => queries.StatusAsync(cancellation);
}
