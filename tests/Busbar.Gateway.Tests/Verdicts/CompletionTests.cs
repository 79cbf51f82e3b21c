using System.Net;
using System.Security.Cryptography;
using System.Text;
using Busbar.Gateway.Tests.Admin;

namespace Busbar.Gateway.Tests.Verdicts;

public sealed class CompletionTests
{
    [Fact]
    public async Task Running_session_has_its_cost_by_the_tariff_of_its_start()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        await gateway.PutAsync("/api/tariffs/NL/CPO/T1", ChargingWorld.Tariff("0.40", "2026-03-01T00:00:00Z"));
        var cost = (await gateway.GetAsync(ChargingWorld.Session + "/cost?language=nl")).Is(HttpStatusCode.OK);
        Assert.Equal(("ACTIVE", "EUR", "2.5", "3.03"), (cost["status"], cost["currency"], cost["before_taxes"], cost["after_taxes"]));
        Assert.Contains("Te betalen", cost.Text, StringComparison.Ordinal);
        (await gateway.GetAsync("/api/sessions/NL/CPO/S2/cost")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cost_without_a_known_connector_says_why_there_is_none()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        await gateway.PutAsync("/api/parties/NL/CPO/CPO");
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        var cost = (await gateway.GetAsync(ChargingWorld.Session + "/cost")).Is(HttpStatusCode.OK);
        Assert.Contains("connector", cost["problem"], StringComparison.Ordinal);
        (await gateway.PostAsync(ChargingWorld.Session + "/complete", """{"end_date_time":"2026-02-01T12:00:00Z"}""")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Completing_a_session_makes_its_cdr_once_however_often_it_is_asked_for()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        const string Body = """{"end_date_time":"2026-02-01T12:00:00Z","kwh":20}""";
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.PostAsync(ChargingWorld.Session + "/complete", Body)));
        Assert.Equal(1, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.All(replies, reply => Assert.True(reply.Status is HttpStatusCode.Created or HttpStatusCode.OK, reply.Text));
        (await gateway.PostAsync(ChargingWorld.Session + "/complete", Body)).Is(HttpStatusCode.OK);

        Assert.Equal(1, (await gateway.GetAsync("/api/cdrs")).Json.GetProperty("total").GetInt64());
        var cdr = (await gateway.GetAsync("/api/cdrs/NL/CPO/S1")).Is(HttpStatusCode.OK);
        Assert.Equal(("S1", "20", "2026-02-01T12:00:00Z"), (cdr["session_id"], cdr["total_energy"], cdr["end_date_time"]));
        Assert.Equal(5m, cdr.Json.GetProperty("total_cost").GetProperty("before_taxes").GetDecimal());
        Assert.Equal("COMPLETED", (await gateway.GetAsync(ChargingWorld.Session))["status"]);
        Assert.Equal("agrees", (await gateway.VerdictAsync("S1")).Of("outcome"));
    }

    [Fact]
    public async Task Readings_make_the_periods_and_signed_data_goes_into_the_cdr_and_is_verified_with_the_registered_key()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        using var meter = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await gateway.PutAsync("/api/meter-keys/NL/CPO/M1", """{"public_key":"none"}""")).IsProblem(HttpStatusCode.BadRequest);
        var key = Convert.ToBase64String(meter.ExportSubjectPublicKeyInfo());
        (await gateway.PutAsync("/api/meter-keys/NL/CPO/M1", $$"""{"public_key":"{{key}}"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(1, (await gateway.GetAsync("/api/meter-keys")).Json.GetProperty("items").GetArrayLength());

        const string Payload = """{"MS":"M1","RD":[{"TM":"2026-02-01T10:00:00,000+0000 S","TX":"B","RV":100,"RI":"1-b:1.8.0","RU":"kWh","ST":"G"},{"TM":"2026-02-01T12:00:00,000+0000 S","TX":"E","RV":120}]}""";
        var signature = Convert.ToHexString(meter.SignData(Encoding.UTF8.GetBytes(Payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        var record = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""OCMF|{{Payload}}|{"SA":"ECDSA-secp256r1-SHA256","SD":"{{signature}}"}"""));
        (await gateway.PostAsync(ChargingWorld.Session + "/complete", $$"""
            {"readings":[{"at":"2026-02-01T10:00:00Z","kwh":100,"state":"charging"},{"at":"2026-02-01T11:00:00Z","kwh":120,"state":"suspended_by_vehicle"},{"at":"2026-02-01T12:00:00Z","state":"ended"}],
             "meter_id":"M1","signed_data":{"encoding_method":"OCMF","signed_values":[{"nature":"End","plain_data":"-","signed_data":"{{record}}"}] } }
            """)).Is(HttpStatusCode.Created);

        var cdr = (await gateway.GetAsync("/api/cdrs/NL/CPO/S1")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(record, cdr.GetProperty("signed_data").GetProperty("signed_values")[0].GetProperty("signed_data").GetString());
        Assert.Equal((1m, 20m), (cdr.GetProperty("total_parking_time").GetDecimal(), cdr.GetProperty("total_energy").GetDecimal()));
        var verdict = await gateway.VerdictAsync("S1");
        Assert.Equal(("agrees", "VERIFIED", "0"), (verdict.Of("outcome"), verdict.Of("signature"), verdict.Of("inconsistencies")));
        Assert.Equal("REGISTER", verdict.Json.GetProperty("report").GetProperty("signed_data").GetProperty("key").GetString());
        Assert.Contains("The signature is the meter", verdict.Text, StringComparison.Ordinal);
        (await gateway.DeleteAsync("/api/meter-keys/NL/CPO/M1")).Is(HttpStatusCode.NoContent);
        Assert.Contains("Die Signatur kann nicht geprüft werden.", (await gateway.VerdictAsync("S1", query: "?language=de")).Text, StringComparison.Ordinal);
        (await gateway.DeleteAsync("/api/meter-keys/NL/CPO/M1")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"readings":[{"kwh":1}]}""", "/readings/0/at", "required")]
    [InlineData("""{"readings":[{"at":"2026-02-01T10:00:00Z","state":"FLYING"}]}""", "/readings/0/state", "enum")]
    [InlineData("""{"readings":[{"at":"2026-02-01T10:00:00Z","kwh":1}]}""", "/readings/0/state", "required")]
    [InlineData("""{"readings":[{"at":"2026-02-01T10:00:00Z","kwh":1,"state":"charging"},{"at":"2026-02-01T09:59:59Z","kwh":2,"state":"ended"}]}""", "/readings/1/at", "order")]
    [InlineData("""{"signed_data":{"public_key":"x"}}""", "/signed_data", "object")]
    public async Task Completion_that_cannot_be_read_names_the_field(string body, string field, string rule)
    {
        await using var gateway = await ChargingWorld.StartAsync();
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        Assert.Equal([(field, rule)], (await gateway.PostAsync(ChargingWorld.Session + "/complete", body)).IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task Only_complete_sessions_of_hosted_operators_become_cdrs()
    {
        await using var gateway = await ChargingWorld.StartAsync();
        (await gateway.PostAsync(ChargingWorld.Session + "/complete")).IsProblem(HttpStatusCode.NotFound);
        await gateway.PutAsync(ChargingWorld.Session, ChargingWorld.RunningSession());
        (await gateway.PostAsync(ChargingWorld.Session + "/complete")).IsProblem(HttpStatusCode.Conflict);
        (await gateway.PostAsync(ChargingWorld.Session + "/complete", """{"end_date_time":"2026-01-01T00:00:00Z"}""")).IsProblem(HttpStatusCode.Conflict);
        (await gateway.PostAsync("/api/sessions/NL/OTH/S1/complete", """{"end_date_time":"2026-02-01T12:00:00Z"}""")).IsProblem(HttpStatusCode.Conflict);
        await gateway.PutAsync("/api/cdrs/NL/CPO/S1", ChargingWorld.Cdr("S1", "5.00"));
        (await gateway.PostAsync(ChargingWorld.Session + "/complete", """{"end_date_time":"2026-02-01T12:00:00Z"}""")).IsProblem(HttpStatusCode.Conflict);
    }
}
