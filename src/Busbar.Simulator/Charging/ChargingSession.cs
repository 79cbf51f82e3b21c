using System.Globalization;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Charging;

/// <summary>One car charging, in accelerated time: the session starts, is updated, ends, and is billed.</summary>
/// <remarks>
/// Charging time runs faster than the clock, and nothing may carry a time in the future: the session is therefore dated back by what it gains,
/// so that its planned end is now.
/// </remarks>
internal sealed class ChargingSession(
    string id, SimulatedPlatform platform, ChargingPlace place, SessionStart start, ChargingPlan plan, Tariff? tariff, int speed, TimeProvider clock)
{
    private const int Updates = 4;

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PartyId Provider => new(start.Token.CountryCode, start.Token.PartyId);

    /// <summary>The number of the session, when its operator is wrong about some; null when it never is.</summary>
    public int? Mistakes { get; init; }

    /// <summary>Ends charging early.</summary>
    public void Stop() => _stopped.TrySetResult();

    public async Task RunAsync(CancellationToken cancellation)
    {
        var realStart = clock.GetUtcNow();
        var began = Seconds(realStart - plan.Total + (plan.Total / speed));
        await PutAsync(Session(began, TimeSpan.Zero, SessionStatus.Active), cancellation);
        platform.Report(RoamingEventKind.Session, $"session {id} started at {place.Evse.EvseId}");

        var elapsed = TimeSpan.Zero;
        for (var update = 1; update <= Updates && !_stopped.Task.IsCompleted; update++)
        {
            await Task.WhenAny(_stopped.Task, Task.Delay(plan.Total / speed / Updates, clock, cancellation));
            elapsed = Whole(Min((clock.GetUtcNow() - realStart) * speed, plan.Total));
            if (update < Updates && !_stopped.Task.IsCompleted)
            {
                await PutAsync(Session(began, elapsed, SessionStatus.Active), cancellation);
            }
        }

        await PutAsync(Session(began, elapsed, SessionStatus.Completed), cancellation);
        await BillAsync(began, elapsed, cancellation);
    }

    private async Task BillAsync(DateTimeOffset began, TimeSpan elapsed, CancellationToken cancellation)
    {
        var cdr = new CdrMaker(platform.Options.Party, place, start, tariff).Make(id, began, Priced(began, elapsed).Result, began + elapsed, clock.GetUtcNow());
        if (Mistakes is { } number && tariff is not null)
        {
            cdr = BillingMistake.Make(cdr, TimeZoneInfo.FindSystemTimeZoneById(place.Location.TimeZone), number);
        }

        var body = platform.Publish(ModuleId.Cdrs, ObjectType.Cdr, cdr.Id, cdr.LastUpdated, cdr);
        var answer = await platform.Client.PostCdrAsync(body, To(), cancellation);
        platform.Report(
            RoamingEventKind.Cdr,
            answer.IsSuccess
                ? string.Create(CultureInfo.InvariantCulture, $"CDR {cdr.Id} sent: {cdr.TotalEnergy:0.00} kWh, {cdr.TotalCost.BeforeTaxes:0.00} {cdr.Currency} ({tariff?.Id ?? "no tariff"})")
                : $"CDR {cdr.Id} was not taken: {answer.Describe()}",
            answer.IsSuccess);
    }

    private async Task PutAsync(Session session, CancellationToken cancellation)
    {
        var body = platform.Publish(ModuleId.Sessions, ObjectType.Session, id, session.LastUpdated, session);
        var answer = await platform.Client.PutAsync(new ObjectAddress(ModuleId.Sessions, platform.Options.Party, id), body, To(), cancellation);
        if (!answer.IsSuccess)
        {
            platform.Report(RoamingEventKind.Session, $"session {id} was not taken: {answer.Describe()}", good: false);
        }
    }

    private Session Session(DateTimeOffset began, TimeSpan elapsed, SessionStatus status) => Session(began, elapsed, status, Priced(began, elapsed).Result);

    private Session Session(DateTimeOffset began, TimeSpan elapsed, SessionStatus status, PricingResult price) => new()
    {
        CountryCode = platform.Options.Party.CountryCode,
        PartyId = platform.Options.Party.Code,
        Id = id,
        StartDateTime = began,
        EndDateTime = status == SessionStatus.Completed ? began + elapsed : null,
        Kwh = plan.EnergyAt(elapsed),
        CdrToken = CdrMaker.TokenOf(start.Token),
        AuthMethod = start.Method,
        AuthorizationReference = start.AuthorizationReference,
        LocationId = place.Location.Id,
        EvseUid = place.Evse.Uid,
        ConnectorId = place.Connector.Id,
        Currency = tariff?.Currency ?? "EUR",
        ChargingPeriods = CdrWriter.Periods(price.Periods),
        TotalCost = tariff is null ? null : CdrWriter.PriceOf(price.Totals.TotalCost),
        Status = status,
        LastUpdated = clock.GetUtcNow(),
    };

    /// <summary>What the meter and the vehicle showed until then, and what the tariff makes of it.</summary>
    private GeneratedSession Priced(DateTimeOffset began, TimeSpan elapsed)
    {
        var charging = Whole(Min(elapsed, plan.Charging));
        var energy = plan.EnergyAt(elapsed);
        var events = new List<SessionEvent> { new() { At = began, State = SessionState.Charging, MeterKwh = 0, TariffId = tariff?.Id } };
        if (charging < elapsed)
        {
            events.Add(new SessionEvent { At = began + charging, State = SessionState.SuspendedByVehicle, MeterKwh = energy });
        }

        events.Add(new SessionEvent { At = began + elapsed, State = SessionState.Ended, MeterKwh = energy });
        return SessionEngine.Generate(new SessionInput
        {
            Tariffs = tariff is null ? [] : [tariff],
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(place.Location.TimeZone),
            Events = events,
            Explain = false,
        });
    }

    private CallOptions To() => new() { To = Provider };

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static DateTimeOffset Seconds(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
