using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Sessions;

/// <summary>
/// Ends a session of a hosted operator and makes its CDR. The CDR has the session's id: however often and wherever a session is completed, there is one. It is stored before the
/// session is marked as completed, so that whoever repeats the request after a crash finds what is missing done.
/// </summary>
public sealed class SessionCompletion(SessionCosts costs, ObjectIntake intake, IObjectStore objects, ConnectionDirectory directory, TimeProvider clock)
{
    public async ValueTask<CompletionResult> CompleteAsync(ObjectKey key, CompletionRequest request, CancellationToken cancellation)
    {
        var source = IntakeSource.Operator(directory.Current.Hosted);
        if (!source.Owns(key.Owner))
        {
            return new(CompletionOutcome.NotHosted, $"{key.Owner} is not hosted by this gateway.");
        }

        if (await costs.FindAsync(key, cancellation) is not { } cost)
        {
            return new(CompletionOutcome.NotFound, "There is no such session.");
        }

        var cdrKey = new ObjectKey(ModuleId.Cdrs, key.Owner, key.Id);
        if (await objects.FindAsync(cdrKey, cancellation) is { Deleted: false } present)
        {
            return await FinishAsync(source, key, cost.Session, present, cancellation);
        }

        if (Missing(cost, request) is { } missing)
        {
            return new(CompletionOutcome.Incomplete, missing);
        }

        var (session, result) = Price(cost, request);
        var cdr = CdrWriter.Fill(CdrOf(session, cost, request), result);
        var stored = await intake.PutAsync(source, new ObjectTarget(OwnedModule.Cdrs, key.Owner, key.Id), OcpiJson.Serialize(cdr), cancellation);
        if (stored.Outcome is IntakeOutcome.Conflict or IntakeOutcome.Unchanged && await objects.FindAsync(cdrKey, cancellation) is { } other)
        {
            // Somebody else was quicker by a moment.
            return await FinishAsync(source, key, session, other, cancellation);
        }

        if (!stored.Succeeded)
        {
            return new(CompletionOutcome.Incomplete, stored.Message ?? "The CDR that was made breaks rules of OCPI 2.3.0.");
        }

        await CloseAsync(source, key, session with { TotalCost = cdr.TotalCost }, cancellation);
        return new(CompletionOutcome.Created, Sequence: stored.Sequence);
    }

    private async ValueTask<CompletionResult> FinishAsync(IntakeSource source, ObjectKey key, Session session, StoredObject stored, CancellationToken cancellation)
    {
        var translated = Translator.Translate(ObjectType.Cdr, stored.Version, OcpiVersion.V230, stored.Utf8);
        var cdr = translated.IsWithheld ? null : OcpiJson.Deserialize<Cdr>(translated.Utf8.Span);
        if (cdr is null || !string.Equals(cdr.SessionId, session.Id, StringComparison.OrdinalIgnoreCase))
        {
            return new(CompletionOutcome.Conflict, "Another CDR has the id of the session.");
        }

        await CloseAsync(source, key, session with { EndDateTime = cdr.EndDateTime, Kwh = cdr.TotalEnergy, TotalCost = cdr.TotalCost }, cancellation);
        return new(CompletionOutcome.Existed);
    }

    private async ValueTask CloseAsync(IntakeSource source, ObjectKey key, Session session, CancellationToken cancellation)
    {
        // A completed session is not changed any more: then there is nothing to do.
        if (session.Status != SessionStatus.Completed || session.TotalCost is null)
        {
            var now = clock.GetUtcNow();
            var completed = session with { Status = SessionStatus.Completed, LastUpdated = now > session.LastUpdated ? now : session.LastUpdated.AddSeconds(1) };
            await intake.PutAsync(source, new ObjectTarget(OwnedModule.Sessions, key.Owner, key.Id), OcpiJson.Serialize(completed), cancellation);
        }
    }

    private static string? Missing(SessionCost cost, CompletionRequest request) =>
        cost.Place is not { Evse: not null, Connector: not null } ? $"The connector {cost.Session.LocationId}/{cost.Session.EvseUid}/{cost.Session.ConnectorId} is not known here."
        : cost.Tariffs.Count == 0 ? "No tariff is known for its connector at the time it started."
        : EndOf(cost.Session, request) is not { } end ? "It is not known when the session ended."
        : end < cost.Session.StartDateTime ? "It would end before it starts."
        : null;

    private static (Session Session, PricingResult Result) Price(SessionCost cost, CompletionRequest request)
    {
        var version = SessionTariffs.VersionOf(cost.Tariffs);
        var tariffs = cost.Tariffs.Select(kept => kept.Tariff).ToList();
        var end = EndOf(cost.Session, request)!.Value;
        if (request.Readings.Count == 0)
        {
            var session = cost.Session with { EndDateTime = end, Kwh = request.Kwh ?? cost.Session.Kwh };
            return (session, SessionPricing.Price(session, tariffs, cost.Place!.TimeZone, version));
        }

        var generated = SessionEngine.Generate(new SessionInput
        {
            Tariffs = [.. tariffs],
            TariffVersion = version,
            TimeZone = cost.Place!.TimeZone,
            TariffType = cost.Session.CdrToken.Type == TokenType.AdHocUser ? Ocpi.Model.Tariffs.TariffType.AdHocPayment : null,
            Events = Events(cost.Session, request, end),
        });
        return (cost.Session with
        {
            EndDateTime = end,
            Kwh = request.Kwh ?? generated.Result.Totals.Energy.ToDecimal(),
            ChargingPeriods = CdrWriter.Periods(generated.Periods),
        }, generated.Result);
    }

    private static List<SessionEvent> Events(Session session, CompletionRequest request, DateTimeOffset end)
    {
        var events = request.Readings.OrderBy(reading => reading.At).ToList();
        if (events[0].At > session.StartDateTime)
        {
            events.Insert(0, new SessionEvent { At = session.StartDateTime, State = SessionState.Charging, MeterKwh = events[0].MeterKwh });
        }

        if (events[0].State is null)
        {
            events[0] = events[0] with { State = SessionState.Charging };
        }

        if (events[^1].At < end)
        {
            events.Add(new SessionEvent { At = end, State = SessionState.Ended, MeterKwh = events.FindLast(reading => reading.MeterKwh is not null)?.MeterKwh });
        }

        return events;
    }

    private Cdr CdrOf(Session session, SessionCost cost, CompletionRequest request)
    {
        var (location, evse, connector) = (cost.Place!.Location, cost.Place.Evse!, cost.Place.Connector!);
        return new Cdr
        {
            CountryCode = session.CountryCode,
            PartyId = session.PartyId,
            Id = session.Id,
            StartDateTime = session.StartDateTime,
            EndDateTime = session.EndDateTime!.Value,
            SessionId = session.Id,
            CdrToken = session.CdrToken,
            AuthMethod = session.AuthMethod,
            AuthorizationReference = session.AuthorizationReference,
            CdrLocation = new CdrLocation
            {
                Id = location.Id, Name = location.Name, Address = location.Address, City = location.City, PostalCode = location.PostalCode, State = location.State,
                Country = location.Country, Coordinates = location.Coordinates, EvseUid = evse.Uid, EvseId = evse.EvseId ?? "#NA", ConnectorId = connector.Id,
                ConnectorStandard = connector.Standard, ConnectorFormat = connector.Format, ConnectorPowerType = connector.PowerType,
            },
            MeterId = request.MeterId ?? session.MeterId,
            Currency = cost.Tariffs[0].Tariff.Currency,
            Tariffs = [.. cost.Tariffs.Select(kept => kept.Tariff)],
            SignedData = request.SignedData,
            TotalCost = new Price { BeforeTaxes = 0 },
            TotalEnergy = session.Kwh,
            TotalTime = 0,
            Remark = request.Remark,
            InvoiceReferenceId = request.InvoiceReferenceId,
            LastUpdated = clock.GetUtcNow(),
        };
    }

    private static DateTimeOffset? EndOf(Session session, CompletionRequest request) =>
        request.End ?? (request.Readings.Count > 0 ? request.Readings.Max(reading => reading.At) : session.EndDateTime);
}
