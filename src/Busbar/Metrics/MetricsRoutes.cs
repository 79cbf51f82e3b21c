using Busbar.Admin.Queries;
using Busbar.Composition;
using Busbar.Core.Exchanges;

namespace Busbar.Metrics;

/// <summary>/metrics, for Prometheus.</summary>
internal static class MetricsRoutes
{
    public static IServiceCollection AddGatewayMetrics(this IServiceCollection services)
    {
        services.AddSingleton<RequestCounters>();
        services.AddSingleton<GatewayMetrics>();
        services.Decorate<IExchangeLog>((provider, log) => new CountedExchangeLog(
            log, provider.GetRequiredService<RequestCounters>(), provider.GetRequiredService<ExchangePace>()));
        return services;
    }

    public static void MapGatewayMetrics(this WebApplication gateway) => gateway
        .MapGet("/metrics", async (GatewayMetrics metrics, CancellationToken cancellation) =>
            Results.Text(await metrics.WriteAsync(cancellation), PrometheusText.ContentType))
        .ExcludeFromDescription();
}
