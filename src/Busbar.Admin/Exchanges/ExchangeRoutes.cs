using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Exchanges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Exchanges;

/// <summary>/api/exchanges: what was said to and by partners.</summary>
internal static class ExchangeRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/exchanges").WithTags("Exchanges");
        group.MapGet("/", ListAsync).WithName("ListExchanges").WithSummary("Recorded HTTP requests and responses, newest first, without bodies.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetExchange").WithSummary("One exchange with its redacted bodies.").MayMiss();
    }

    private static async Task<Page<ExchangeView>> ListAsync(
        AdminQueries queries,
        Guid? connection,
        string? direction,
        string? module,
        [FromQuery(Name = "correlation_id")] string? correlationId,
        [FromQuery(Name = "failed_only")] bool? failedOnly,
        DateTimeOffset? before,
        int? limit,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        ExchangeDirection? asked = null;
        if (direction is not null)
        {
            if (Words.TryRead(direction, out ExchangeDirection known))
            {
                asked = known;
            }
            else
            {
                errors.Add("direction", "enum", $"must be one of {Words.All<ExchangeDirection>()}.");
            }
        }

        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        return await queries.ListExchangesAsync(
            new ExchangeQuery
            {
                Connection = connection,
                Direction = asked,
                Module = module,
                CorrelationId = correlationId,
                FailedOnly = failedOnly ?? false,
                Before = before,
                Limit = size,
            },
            cancellation);
    }

    private static async Task<ExchangeView> FindAsync(AdminQueries queries, Guid id, CancellationToken cancellation) =>
        await queries.FindExchangeAsync(id, cancellation) ?? throw ProblemException.NotFound($"There is no exchange {id}.");
}
