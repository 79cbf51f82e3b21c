using Busbar.Admin.Access;
using Busbar.Admin.Agreements;
using Busbar.Admin.Calls;
using Busbar.Admin.Connections;
using Busbar.Admin.Contracts;
using Busbar.Admin.Erasure;
using Busbar.Admin.Events;
using Busbar.Admin.Exchanges;
using Busbar.Admin.Invoices;
using Busbar.Admin.Intake;
using Busbar.Admin.Jobs;
using Busbar.Admin.Metering;
using Busbar.Admin.Objects;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Parties;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Reconciliation;
using Busbar.Admin.Refusals;
using Busbar.Admin.Sessions;
using Busbar.Admin.Status;
using Busbar.Admin.Verdicts;
using Busbar.Admin.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Admin;

/// <summary>Adds the operator API to a gateway.</summary>
public static class AdminRegistration
{
    private const string Root = "/api";

    public static IServiceCollection AddBusbarAdmin(this IServiceCollection services)
    {
        services.AddSingleton<OperatorKeys>();
        services.AddSingleton<KeyAttempts>();
        services.AddSingleton<BearerGate>();
        services.AddSingleton<ProblemGate>();
        services.AddSingleton<QueryGate>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton(new WebhookOptions());
        services.AddSingleton<WebhookServices>();
        services.AddHostedService<WebhookHost>();
        services.AddSingleton<WebhookQueries>();
        services.AddSingleton<IWebhookQueries>(provider => provider.GetRequiredService<WebhookQueries>());
        services.AddSingleton<ConnectionRequests>();
        services.AddSingleton<HostedCallers>();
        services.AddSingleton<RefusalReplay>();
        services.AddSingleton<DeliveryPause>();
        services.AddSingleton<ObjectQueries>();
        services.AddSingleton<DeliveryQueries>();
        services.AddSingleton<PullQueries>();
        services.AddSingleton<ReconciliationQueries>();
        services.AddSingleton<IReconciliationQueries>(provider => provider.GetRequiredService<ReconciliationQueries>());
        services.AddSingleton<IntakeQueries>();
        services.AddSingleton<IIntakeQueries>(provider => provider.GetRequiredService<IntakeQueries>());
        services.AddSingleton<QuarantineDecisions>();
        services.AddSingleton<LossQueries>();
        services.AddSingleton<ExchangePace>();
        services.AddSingleton<VerdictQueries>();
        services.AddSingleton<CdrDecisions>();
        services.AddSingleton<SessionCostQueries>();
        services.AddSingleton<AdminQueries>();
        services.AddSingleton<IAdminQueries>(provider => provider.GetRequiredService<AdminQueries>());
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = AdminJson.Default.Options.PropertyNamingPolicy;
            options.SerializerOptions.DefaultIgnoreCondition = AdminJson.Default.Options.DefaultIgnoreCondition;
            options.SerializerOptions.UnmappedMemberHandling = AdminJson.Default.Options.UnmappedMemberHandling;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.Encoder = AnswerJson.Encoder;
            options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default);
        });
        return services.AddOperatorDocument();
    }

    public static void MapBusbarAdmin(this WebApplication gateway)
    {
        gateway.UseWhen(
            context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase),
            branch => branch.UseMiddleware<ProblemGate>().UseMiddleware<BearerGate>().UseMiddleware<QueryGate>());
        var api = gateway.MapGroup(Root).WithOperatorErrors();
        StatusRoutes.Map(api);
        WhyRoutes.Map(api);
        ConnectionRoutes.Map(api);
        ProfileRoutes.Map(api);
        PartyRoutes.Map(api);
        ObjectRoutes.Map(api);
        DeliveryRoutes.Map(api);
        AgreementRoutes.Map(api);
        EventRoutes.Map(api);
        WebhookRoutes.Map(api);
        ExchangeRoutes.Map(api);
        RefusalRoutes.Map(api);
        JobRoutes.Map(api);
        ErasureRoutes.Map(api);
        ReconciliationRoutes.Map(api);
        IntakeRoutes.Map(api);
        VerdictRoutes.Map(api);
        CdrPolicyRoutes.Map(api);
        TariffVersionRoutes.Map(api);
        MeterKeyRoutes.Map(api);
        SessionRoutes.Map(api);
        LossRoutes.Map(api);
        CallRoutes.Map(api);
        TerminalRoutes.Map(api);
        BookingRoutes.Map(api);
        ChargingProfileRoutes.Map(api);
        InvoiceRoutes.Map(api);
        gateway.MapOpenApi("/openapi/{documentName}.json");
    }
}
