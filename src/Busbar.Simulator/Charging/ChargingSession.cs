using System.Globalization;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Charging;

/// <summary>One car charging, in accelerated time: the session starts, perhaps waits for the car, is updated, ends, and is billed.</summary>
/// <remarks>
/// Charging time runs faster than the clock, and nothing may carry a time in the future: the session is therefore dated back by what it gains,
/// so that its planned end is now.
/// </remarks>
internal sealed class ChargingSession(
    string id, SimulatedPlatform platform, ChargingPlace place, SessionStart start, ChargingPlan plan, Tariff? tariff, int speed, TimeProvider clock)
{
    private const int Updates = 4;

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DateTimeOffset _plugged;
    private DateTimeOffset _began;

    public string Id => id;

    /// <summary>Power while it charges, kW.</summary>
    public decimal PowerKw => plan.PowerKw;

    /// <summary>The limit that its provider set; null for none.</summary>
    public ChargingProfile? Limit { get; set; }

    private PartyId Provider => new(start.Token.CountryCode, start.Token.PartyId);

    /// <summary>The number of the session, when its operator is wrong about some; null when it never is.</summary>
    public int? Mistakes { get; init; }

    /// <summary>Ends charging early.</summary>
    public void Stop() => _stopped.TrySetResult();

    /// <summary>Whether a token may end what another one began: the same one, or one of the same group of the same provider.</summary>
    public bool IsEndedBy(Token shown) =>
        Same(shown.CountryCode, start.Token.CountryCode) && Same(shown.PartyId, start.Token.PartyId)
        && (Same(shown.Uid, start.Token.Uid) || (shown.GroupId is { } group && Same(group, start.Token.GroupId)));

    /// <summary>What the session may take in the time to come.</summary>
    public ActiveChargingProfile Limits(TimeSpan span)
    {
        var now = Seconds(_plugged == default ? _began : _began + ((clock.GetUtcNow() - _plugged) * speed));
        return LimitSchedule.From(Limit, _began, now, span, Limit?.ChargingRateUnit == ChargingRateUnit.A ? place.Connector.MaxAmperage : Watts(place.Connector));
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var whole = plan.Waiting + plan.Total;
        var created = Seconds(clock.GetUtcNow() - whole + (whole / speed));
        var began = _began = created + plan.Waiting;
        if (plan.Waiting > TimeSpan.Zero && !await WaitAsync(created, cancellation))
        {
            return;
        }

        var realStart = _plugged = clock.GetUtcNow();
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

    /// <summary>The charge point waits for the car. False when it is told to stop before that: nothing was charged, and nothing is billed.</summary>
    private async Task<bool> WaitAsync(DateTimeOffset created, CancellationToken cancellation)
    {
        await PutAsync(Session(created, TimeSpan.Zero, SessionStatus.Pending), cancellation);
        platform.Report(RoamingEventKind.Session, $"session {id} waits for the car at {place.Evse.EvseId}");
        await Task.WhenAny(_stopped.Task, Task.Delay(plan.Waiting / speed, clock, cancellation));
        if (!_stopped.Task.IsCompleted)
        {
            return true;
        }

        await PutAsync(Session(created, TimeSpan.Zero, SessionStatus.Invalid), cancellation);
        platform.Report(RoamingEventKind.Session, $"session {id} ended before the car came");
        return false;
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

    private Task PutAsync(Session session, CancellationToken cancellation) => SessionPost.PutAsync(platform, session, cancellation);

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

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static decimal Watts(Connector connector) =>
        connector.MaxElectricPower ?? connector.MaxVoltage * connector.MaxAmperage * (connector.PowerType == PowerType.Ac3Phase ? 3 : 1);

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static DateTimeOffset Seconds(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
