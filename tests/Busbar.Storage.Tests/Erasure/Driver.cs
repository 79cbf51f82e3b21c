using System.Text;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Intake;
using Busbar.Core.Jobs;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Erasure;

/// <summary>A driver, stored everywhere where one can stand.</summary>
internal sealed record Driver(string Number, string Uid, string Contract, string Visual, string Group, string Reference)
{
    /// <summary>The driver's provider.</summary>
    public static PartyId Provider { get; } = new("DE", "MSP");

    public static PartyId Cpo { get; } = new("NL", "CPO");

    public static Driver One { get; } = new("1", "04AB37C2D91E80", "DE-MSP-C00417-K", "DF000-2001-8999", "FAM-77-GRP", "AUTHREF-1-ABCDEF");

    public static Driver Another { get; } = new("2", "04FF00AA11BB22", "DE-MSP-C00999-K", "DF000-7777-1111", "FAM-88-GRP", "AUTHREF-2-ABCDEF");

    /// <summary>All that tells who it is.</summary>
    public IReadOnlyList<string> Identifiers => [Uid, Contract, Visual, Group, Reference];

    public string Token => Canonical($$"""
        {"country_code":"DE","party_id":"MSP","uid":"{{Uid}}","type":"RFID","contract_id":"{{Contract}}","visual_number":"{{Visual}}","issuer":"Provider","group_id":"{{Group}}","valid":false,
        "whitelist":"NEVER","energy_contract":{"supplier_name":"S","contract_id":"{{Contract}}"},"x_holder":"{{Visual}}","last_updated":"2026-11-01T00:00:00Z"}
        """);

    public string Session => Canonical($$"""
        {"country_code":"NL","party_id":"CPO","id":"S{{Number}}","start_date_time":"2026-11-02T10:00:00Z","end_date_time":"2026-11-02T11:00:00Z","kwh":12.340,
        "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"{{Uid.ToLowerInvariant()}}","type":"RFID","contract_id":"{{Contract}}"},"auth_method":"AUTH_REQUEST",
        "authorization_reference":"{{Reference}}","location_id":"L1","evse_uid":"E1","connector_id":"1","currency":"EUR","x_note":"card {{Visual}}, contract {{Contract}}.","status":"COMPLETED",
        "last_updated":"2026-11-02T11:00:00Z"}
        """);

    public string Session22 => Session.Replace("\"country_code\":\"DE\",\"party_id\":\"MSP\",", "", StringComparison.Ordinal).Replace($"\"S{Number}\"", $"\"S22{Number}\"", StringComparison.Ordinal);

    public string Session211 => Canonical($$"""
        {"id":"S211{{Number}}","start_datetime":"2026-11-02T10:00:00Z","end_datetime":"2026-11-02T11:00:00Z","kwh":12.3,"auth_id":"{{Contract}}","auth_method":"WHITELIST",
        "location":{"id":"L1","evses":[{"uid":"E1","evse_id":"NL*CPO*E1"}]},"currency":"EUR","status":"COMPLETED","last_updated":"2026-11-02T11:00:00Z"}
        """);

    public string Cdr => Canonical($$"""
        {"country_code":"NL","party_id":"CPO","id":"C{{Number}}","start_date_time":"2026-11-02T10:00:00Z","end_date_time":"2026-11-02T11:00:00Z","session_id":"S{{Number}}",
        "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"{{Uid}}","type":"RFID","contract_id":"{{Contract}}"},"auth_method":"AUTH_REQUEST","authorization_reference":"{{Reference}}",
        "cdr_location":{"id":"L1","evse_uid":"E1","evse_id":"NL*CPO*E1","connector_id":"1"},"currency":"EUR","total_cost":{"before_taxes":4.5000},"total_energy":12.340,"total_time":1,
        "signed_data":{"encoding_method":"OCMF","signed_values":[{"nature":"Start","plain_data":"x","signed_data":"OCMF|x|y"}]},"remark":"Paid by {{Contract}}","last_updated":"2026-11-02T11:05:00Z"}
        """);

    public string CreditCdr => Cdr.Replace($"\"id\":\"C{Number}\"", $"\"id\":\"CC{Number}\",\"credit\":true,\"credit_reference_id\":\"C{Number}\"", StringComparison.Ordinal);

    public string Cdr211 => Canonical($$"""
        {"id":"C211{{Number}}","start_date_time":"2026-11-02T10:00:00Z","stop_date_time":"2026-11-02T11:00:00Z","auth_id":"{{Contract}}","auth_method":"WHITELIST",
        "location":{"id":"L1","evses":[{"uid":"E1"}]},"currency":"EUR","total_cost":4.5,"remark":"visual {{Visual}}","last_updated":"2026-11-02T11:05:00Z"}
        """);

    public string Booking => Canonical($$"""
        {"country_code":"NL","party_id":"CPO","id":"B{{Number}}","request_id":"R{{Number}}","location_id":"L1","booking_tokens":[
        {"country_code":"DE","party_id":"MSP","uid":"{{Uid}}","type":"RFID","contract_id":"{{Contract}}"}],"period":{"start_date_time":"2026-11-01T10:00:00Z","end_date_time":"2026-11-01T11:00:00Z"},
        "reservation_status":"FULFILLED","access_information":[{"method":"LICENSE_PLATE","value":"{{Visual}}"}],"authorization_reference":"{{Reference}}","booking_requests":[{"request_status":"ACCEPTED",
        "booking_request":{"country_code":"DE","party_id":"MSP","request_id":"R{{Number}}","tokens":[{"country_code":"DE","party_id":"MSP","uid":"{{Uid}}","type":"RFID","contract_id":"{{Contract}}"}],
        "access_information":[{"method":"LICENSE_PLATE","value":"{{Visual}}"}],"authorization_reference":"{{Reference}}" } }],"last_updated":"2026-11-01T11:00:00Z"}
        """);

    public string Confirmation => Canonical($$"""
        {"id":"F{{Number}}","authorization_reference":"{{Reference}}","total_costs":{"before_taxes":4.5},"currency":"EUR","eft_data":["{{Visual}}"],"capture_status_code":"SUCCESS","last_updated":"2026-11-02T11:05:00Z"}
        """);

    /// <summary>Puts the driver everywhere.</summary>
    public async Task StoreAsync(TestStore store, Connection partner)
    {
        await StoreObjectsAsync(store);
        await StoreLinksAsync(store);
        await StoreTrafficAsync(store, partner);
        await StoreRecordsAsync(store, partner);
    }

    private async Task StoreObjectsAsync(TestStore store)
    {
        await PutAsync(store, ModuleId.Tokens, Provider, Uid, Token, OcpiVersion.V230);
        await PutAsync(store, ModuleId.Tokens, Provider, TokenKey.IdOf(Uid, "APP_USER"), Token.Replace("RFID", "APP_USER", StringComparison.Ordinal), OcpiVersion.V221);
        await PutAsync(store, ModuleId.Sessions, Cpo, "S" + Number, Session, OcpiVersion.V230);
        await PutAsync(store, ModuleId.Sessions, Cpo, "S22" + Number, Session22, OcpiVersion.V22);
        await PutAsync(store, ModuleId.Sessions, Cpo, "S211" + Number, Session211, OcpiVersion.V211);
        await PutAsync(store, ModuleId.Cdrs, Cpo, "C" + Number, Cdr, OcpiVersion.V221);
        await PutAsync(store, ModuleId.Cdrs, Cpo, "CC" + Number, CreditCdr, OcpiVersion.V221);
        await PutAsync(store, ModuleId.Cdrs, Cpo, "C211" + Number, Cdr211, OcpiVersion.V211);
        await PutAsync(store, ModuleId.Bookings, Cpo, "B" + Number, Booking, OcpiVersion.V230);
        await PutAsync(store, OwnedModule.FinancialAdviceConfirmations.Module, Cpo, "F" + Number, Confirmation, OcpiVersion.V230);
        await PutAsync(
            store, ModuleId.Locations, Cpo, "L" + Number,
            $$"""{"id":"L{{Number}}","publish":false,"publish_allowed_to":[{"uid":"{{Uid}}","type":"RFID"},{"visual_number":"{{Visual}}","issuer":"Provider"},{"uid":"SOMEBODY-ELSE","type":"RFID"}],"evses":[{"uid":"E1"}]}""", OcpiVersion.V230);
    }

    private async Task StoreLinksAsync(TestStore store)
    {
        var (links, clock) = (store.Get<ILinkStore>(), TimeProvider.System);
        var token = new DriverToken(Provider, Uid, "RFID", Contract);
        await new TokenBook(store.Objects, links, clock).NoteAsync([(new ObjectKey(ModuleId.Tokens, Provider, Uid), Encoding.UTF8.GetBytes(Token))], Cancellation);
        await new ChargeBook(links, clock).NoteAsync(Cpo, AgreedCharge.Of(token) with { Reference = Reference, LocationId = "L1" }, Cancellation);
        var drivers = new DriverLinks(links, clock);
        foreach (var key in (ObjectKey[])[new(ModuleId.Sessions, Cpo, "S211" + Number), new(ModuleId.Cdrs, Cpo, "C211" + Number)])
        {
            await drivers.SaveAsync(key, new DriverLink { Uid = Uid, Type = "RFID", ContractId = Contract, AuthorizationReference = Reference }, Cancellation);
        }

        await new CreditedCharges(links, clock).NoteAsync(Cpo, Encoding.UTF8.GetBytes(CreditCdr), Cancellation);
        await links.AddAsync([new Link("session", Cpo, Contract, "S211" + Number, Noon)], Cancellation);
    }

    private async Task StoreTrafficAsync(TestStore store, Connection partner)
    {
        await store.Get<ICallStore>().SaveAsync(
            new Call
            {
                Id = Guid.NewGuid(), Type = "START_SESSION", FromParty = Provider, ToParty = Cpo, Version = OcpiVersion.V221, State = CallState.Completed, CreatedAt = Noon, CompletedAt = Noon,
                Request = Encoding.UTF8.GetBytes($$$"""{"token":{{{Token}}}}"""), Message = $"The token {Uid} is not known.", ResultDocument = $$"""{"result":"ACCEPTED","message":[{"language":"en","text":"Hello {{Contract}}"}]}""",
            },
            Cancellation);
        var refusals = store.Get<IRefusalStore>();
        await refusals.AddAsync(Refused(partner, new ObjectKey(ModuleId.Tokens, Provider, Uid), "No."), Cancellation);
        await refusals.AddAsync(Refused(partner, new ObjectKey(ModuleId.Cdrs, Cpo, "C" + Number), $"Token {Uid} of {Contract} is unknown"), Cancellation);
        await store.Get<IReceiptStore>().AddAsync(
            new Receipt(partner.Id, new ObjectKey(ModuleId.Cdrs, Cpo, "C" + Number), Noon, new Uri($"https://partner.example/{Contract}/C{Number}")), Cancellation);
        store.Get<IExchangeLog>().Record(new Exchange
        {
            Id = Guid.NewGuid(), At = DateTimeOffset.UtcNow, Connection = partner.Id, Direction = ExchangeDirection.In, Method = "PUT", Url = $"https://gateway.example/x/{Uid}", Duration = TimeSpan.Zero,
            HttpStatus = 200, RequestBody = Session, ResponseBody = $"cut {Contract} … (7 bytes more)", Notes = [$"It said {Visual}"], CorrelationId = Uid,
        });
    }

    private async Task StoreRecordsAsync(TestStore store, Connection partner)
    {
        await store.Get<IQuarantine>().AddAsync(
            [
                (Held(partner, ModuleId.Tokens, new ObjectKey(ModuleId.Tokens, Provider, Uid), "t" + Number), Encoding.UTF8.GetBytes(Token)),
                (Held(partner, ModuleId.Tokens, null, "u" + Number), Encoding.UTF8.GetBytes(Token)),
                (Held(partner, ModuleId.Cdrs, new ObjectKey(ModuleId.Cdrs, Cpo, "Q" + Number), "c" + Number), Encoding.UTF8.GetBytes(Cdr)),
                (Held(partner, ModuleId.Cdrs, null, "x" + Number), Encoding.UTF8.GetBytes(Cdr[..^20])),
            ],
            Cancellation);
        await store.Get<IRepairLog>().AddAsync(
            [
                (Mended(partner, new ObjectKey(ModuleId.Tokens, Provider, Uid), "t" + Number), Encoding.UTF8.GetBytes(Token)),
                (Mended(partner, new ObjectKey(ModuleId.Sessions, Cpo, "S" + Number), "s" + Number), Encoding.UTF8.GetBytes(Session)),
            ],
            Cancellation);
        await store.Get<IVerdictStore>().SaveAsync(
            [
                new Verdict
                {
                    Cdr = new ObjectKey(ModuleId.Cdrs, Cpo, "C" + Number), Sequence = 1, At = Noon, Outcome = VerdictOutcome.Disagrees, State = VerdictState.Accepted, Currency = "EUR",
                    Note = $"Asked {Visual} by phone", Cause = "TAX", Report = $$"""{"id":"C{{Number}}","text":"of {{Contract}}"}""",
                },
            ],
            long.MaxValue, Cancellation);
        await StoreWorkAsync(store, partner);
    }

    private async Task StoreWorkAsync(TestStore store, Connection partner)
    {
        var job = new Job
        {
            Id = Guid.NewGuid(), Kind = "compare", Connection = partner.Id, Subject = "sent:tokens" + Number, CreatedAt = Noon, UpdatedAt = Noon, Request = "{}",
        };
        await store.HoldAsync(partner.Id);
        await store.Get<IJobStore>().AddAsync(job, Cancellation);
        await store.Get<IDifferenceStore>().AddAsync(
            job.Id,
            [
                new Difference(DifferenceKind.Missing, new ObjectKey(ModuleId.Tokens, Provider, Uid), new DifferenceDetail { Message = "It is not there." }),
                new Difference(DifferenceKind.Different, new ObjectKey(ModuleId.Cdrs, Cpo, "C" + Number), new DifferenceDetail { Message = $"The partner refused {Uid}." }),
            ],
            Cancellation);
        await store.Get<IJobStore>().SaveAsync(job with { State = JobState.Done, Result = $$"""{"note":"{{Visual}}"}""" }, Cancellation);
        await store.Get<IPullStore>().SaveAsync(new PullStanding { Connection = partner.Id, Module = ModuleId.From("m" + Number), Notes = [$"Token {Uid} came twice"] }, Cancellation);
        await store.Changes.AppendAsync(ChangeKind.RefusalChanged, partner.Id, $$"""{"text":"{{Contract}}"}""", Cancellation);
        await store.Get<IWithheldStore>().AddAsync(
            new WithheldObject(new ObjectKey(ModuleId.Sessions, Cpo, "S" + Number), OcpiVersion.V211, 1, Noon, $"It names {Visual}"), null, null, Cancellation);
    }

    private static Refusal Refused(Connection partner, ObjectKey key, string reason) => new()
    {
        Id = Guid.NewGuid(), Connection = partner.Id, Object = key, Sequence = 1, At = Noon, Reason = reason, State = RefusalState.Resolved,
    };

    private QuarantinedObject Held(Connection partner, ModuleId module, ObjectKey? key, string identity) => new()
    {
        Id = Guid.NewGuid(), Connection = partner.Id, Module = module, Version = OcpiVersion.V221, Key = key, Pushed = true, Outcome = IntakeOutcome.Invalid, Reason = $"{Contract} is too long", Identity = identity,
        Findings = [new Finding("/uid", "length", Severity.Error, $"{Uid} is too long.")],
    };

    private RepairedObject Mended(Connection partner, ObjectKey key, string identity) => new()
    {
        Id = Guid.NewGuid(), Connection = partner.Id, Key = key, Version = OcpiVersion.V221, Repairs = [new AppliedRepair("/uid", "case", $"{Uid} was mended.")], Identity = identity,
    };

    private static async Task PutAsync(TestStore store, ModuleId module, PartyId owner, string id, string text, OcpiVersion version) =>
        await store.Objects.PutAsync(
            new ObjectKey(module, owner, id), Document(text, audience: module == ModuleId.Sessions || module == ModuleId.Cdrs ? Provider : null, version: version));

    private static string Canonical(string json) => json.Replace("\r", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
