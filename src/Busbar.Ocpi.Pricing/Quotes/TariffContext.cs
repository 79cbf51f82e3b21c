using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Quotes;

/// <summary>Where and by what a session that did not take place is priced.</summary>
public sealed record TariffContext
{
    /// <summary>The tariffs at hand.</summary>
    public required TariffSet Tariffs { get; init; }

    /// <summary>The version that they were written in.</summary>
    public OcpiVersion TariffVersion { get; init; } = OcpiVersion.V230;

    /// <summary>The zone of the Location; null when it is not known.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How to read what the standard leaves open.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;

    internal GeneratedSession Generate(PlannedSession plan, bool explain)
    {
        var session = SessionEngine.Generate(Input(plan.Events(), explain) with { TariffType = plan.Type }, Policy);

        // The power of a plan is given: nothing between its readings is estimated.
        return session with { Result = session.Result with { Warnings = [.. session.Result.Warnings.Where(warning => warning.Code != WarningCodes.EstimatedSplit)] } };
    }

    internal GeneratedSession Generate(IReadOnlyList<SessionEvent> events, bool explain) => SessionEngine.Generate(Input(events, explain), Policy);

    private SessionInput Input(IReadOnlyList<SessionEvent> events, bool explain) =>
        new() { Tariffs = Tariffs, TariffVersion = TariffVersion, TimeZone = TimeZone, Events = events, Explain = explain };
}
