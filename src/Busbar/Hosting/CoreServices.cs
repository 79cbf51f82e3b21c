using Busbar.Admin.Queries;
using Busbar.Composition;
using Busbar.Configuration;
using Busbar.Core.Agreements;
using Busbar.Core.Bookings;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Intake;
using Busbar.Core.Limits;
using Busbar.Core.Losses;
using Busbar.Core.Invoices;
using Busbar.Core.Objects;
using Busbar.Core.Payments;
using Busbar.Core.Registration;
using Busbar.Core.Sessions;
using Busbar.Core.Tariffs;
using Busbar.Core.Verdicts;
using Busbar.Core.Webhooks;

namespace Busbar.Hosting;

/// <summary>Registers the core: what decides, between the doors and the store.</summary>
internal static class CoreServices
{
    public static IServiceCollection AddGatewayCore(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(new ServerFacts(GatewayVersion.Text, TimeProvider.System)); // now, so that it knows when we started
        services.AddSingleton<ConnectionDirectory>();
        services.AddSingleton<HabitBook>();
        services.AddSingleton(provider => new RequestLimits(options.Limit, provider.GetRequiredService<ConnectionDirectory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UnknownCallers>();
        services.AddSingleton<IntakeBook>();
        services.AddSingleton<TokenBook>();
        services.AddSingleton<ChargeBook>();
        services.AddSingleton<DriverLinks>();
        services.AddSingleton<DriverFinder>();
        services.AddSingleton<LongIdBook>();
        services.AddSingleton<CreditedCharges>();
        services.AddSingleton<LinkKeeper>();
        services.AddSingleton<ObjectTranslator>();
        services.AddSingleton<ObjectIntake>();
        services.AddSingleton<QuarantineDesk>();
        services.AddSingleton<LossCounters>();
        services.AddSingleton<LossReader>();

        // Whoever changes an agreement or a webhook changes it in the book, so that readers see it at once.
        services.Decorate<IAgreementStore>((_, store) => new AgreementBook(store));
        services.AddSingleton(provider => (AgreementBook)provider.GetRequiredService<IAgreementStore>());

        services.Decorate<IWebhookStore>((_, store) => new WebhookBook(store));
        services.AddSingleton(provider => (WebhookBook)provider.GetRequiredService<IWebhookStore>());
        services.AddSingleton<WebhookTally>();

        services.AddHostedService<AuthorityFollower>();
        services.AddHostedService<LossKeeper>();
        services.AddHostedService<HabitKeeper>();
        services.AddSingleton(new RegistrationOptions());
        services.AddSingleton(provider => new GatewayFace(
            provider.GetRequiredService<IGatewayAddress>(), options.Party, OfferedModules.All, OfferedModules.Versions));
        services.AddSingleton<HandshakeGate>();
        services.AddSingleton<PresentedParties>();
        services.AddSingleton<PartnerOffer>();
        services.AddSingleton<InboundRegistration>();
        services.AddSingleton<OutboundRegistration>();
        services.AddSingleton<Departures>();
        services.AddSingleton<ConnectionService>();

        services.AddSingleton<CallRouter>();
        services.AddSingleton<HostedAuthorization>();
        services.AddSingleton<AuthorizationCalls>();
        services.AddSingleton<ConnectorRule>();
        services.AddSingleton<CommandPassage>();
        services.AddSingleton<CommandCalls>();
        services.AddSingleton<CommandResults>();
        services.AddSingleton<PreferenceCalls>();
        services.AddSingleton<ProfileBook>();
        services.AddSingleton<HostedPreferences>();
        services.AddSingleton<ReservationBook>();
        services.AddSingleton<CustomCalls>();
        services.AddSingleton<InvoiceReconciler>();
        services.AddSingleton<Reachability>();
        services.AddSingleton<HubRules>();
        services.AddSingleton<HubReports>();
        services.AddSingleton<ClientBoard>();
        services.AddSingleton<ProfileCalls>();
        services.AddSingleton<ProfileResults>();
        services.AddSingleton<ActiveProfiles>();
        services.AddSingleton<PaymentAddressing>();
        services.AddSingleton<TerminalCalls>();
        services.AddSingleton<BookingDesk>();
        services.AddSingleton<BookingCalls>();
        services.AddSingleton<TariffShelf>();
        services.AddSingleton<ChargingPlaces>();
        services.AddSingleton<SessionTariffs>();
        services.AddSingleton<SessionCosts>();
        services.AddSingleton<SessionCompletion>();
        services.AddSingleton<CdrChecker>();
        services.AddSingleton<CdrRelease>();
        services.AddSingleton<VerdictKeeper>();
        services.AddSingleton<VerdictDesk>();
        return services;
    }
}
