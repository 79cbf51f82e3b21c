using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

public sealed class OtherObjectTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;

    public static TheoryData<OcpiVersion> Versions => [OcpiVersion.V221, OcpiVersion.V230];

    public async ValueTask InitializeAsync() => _gateway = await ObjectGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Versions))]
    [Requirement("TAR-008", "TAR-011", "TAR-012", "TAR-014", "TAR-016", "TAR-020", "TAR-021")]
    public async Task Tariff_lives_from_put_to_delete(OcpiVersion version)
    {
        var cpo = await _gateway.ConnectCpoAsync(version);
        var emsp = await _gateway.ConnectEmspAsync(version);
        const string Url = "receiver/tariffs/NL/CPO/T1";
        Assert.Equal(404, (await cpo.DeleteAsync(Url)).Http);
        Assert.Equal(201, (await cpo.PutAsync(Url, Tariff("NL/CPO", "T1", version).With("max_price", Price(version)).ToJsonString())).Http);
        var second = Tariff("NL/CPO", "T1", version, Tuesday, "0.4200").ToJsonString();
        Assert.Equal(200, (await cpo.PutAsync(Url, second)).Http);
        Assert.Equal(second, (await cpo.GetAsync(Url)).Data.GetRawText());
        Assert.Equal(second, (await emsp.GetAsync("sender/tariffs")).Data[0].GetRawText());

        var deleted = await cpo.DeleteAsync(Url);
        Assert.Equal((200, 1000), (deleted.Http, deleted.Status));
        Assert.Equal(404, (await cpo.GetAsync(Url)).Http);
        Assert.Equal(404, (await cpo.DeleteAsync(Url)).Http);
        Assert.Equal("0", (await emsp.GetAsync("sender/tariffs")).Header("X-Total-Count"));
        Assert.Equal(ChangeKind.ObjectDeleted, (await _gateway.LastChangeAsync())!.Kind);
    }

    [Fact]
    [Requirement("TAR-012", "TAR-017", "TAR-007")]
    public async Task Tariff_has_no_patch_and_its_address_must_match()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", Tariff("NL/CPO", "T1", OcpiVersion.V221).ToJsonString());
        Assert.Equal(405, (await cpo.PatchAsync("receiver/tariffs/NL/CPO/T1", "{}")).Http);
        Assert.Equal(405, (await cpo.PostAsync("receiver/tariffs/NL/CPO/T1", "{}")).Http);
        Assert.Equal(2001, (await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", Tariff("NL/CPO", "T2", OcpiVersion.V221).ToJsonString())).Status);
        Assert.Equal(2001, (await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", Tariff("NL/XYZ", "T1", OcpiVersion.V221).ToJsonString())).Status);
        Assert.Equal(404, (await cpo.DeleteAsync("receiver/tariffs/NL/XYZ/T1")).Http);
    }

    [Fact]
    [Requirement("TAR-009")]
    public async Task Tariffs_are_filtered_by_date()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", Tariff("NL/CPO", "T1", OcpiVersion.V221, Monday).ToJsonString());
        await cpo.PutAsync("receiver/tariffs/NL/CPO/T2", Tariff("NL/CPO", "T2", OcpiVersion.V221, Tuesday).ToJsonString());
        Assert.Equal(["T1"], (await emsp.GetAsync($"sender/tariffs?date_from={Monday}&date_to={Tuesday}")).Ids());
    }

    [Fact]
    public async Task Tariff_without_last_updated_gets_the_time_of_arrival()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        Assert.Equal(201, (await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", Tariff("NL/CPO", "T1", OcpiVersion.V221).Without("last_updated").ToJsonString())).Http);
        Assert.Equal("2026-06-15T12:00:00Z", (await cpo.GetAsync("receiver/tariffs/NL/CPO/T1")).Data.GetProperty("last_updated").GetString());
        await _gateway.Exchanges.NotedAsync("last_updated");
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("TOK-013", "TOK-016", "TOK-017", "TOK-018", "TOK-021")]
    public async Task Token_is_put_patched_and_read(OcpiVersion version)
    {
        var emsp = await _gateway.ConnectEmspAsync(version);
        const string Url = "receiver/tokens/DE/MSP/04AABBCC";
        var unknown = await emsp.GetAsync(Url);
        Assert.Equal((404, 2004), (unknown.Http, unknown.Status));
        Assert.Equal(404, (await emsp.PatchAsync(Url, $$"""{"valid":false,"last_updated":"{{Tuesday}}"}""")).Http);
        Assert.Equal(201, (await emsp.PutAsync(Url, Token("DE/MSP", "04AABBCC").ToJsonString())).Http);
        Assert.Equal(200, (await emsp.PatchAsync(Url, $$"""{"valid":false,"last_updated":"{{Tuesday}}"}""")).Http);
        Assert.Equal(Token("DE/MSP", "04AABBCC", lastUpdated: Tuesday, valid: false).ToJsonString(), (await emsp.GetAsync(Url)).Data.GetRawText());
        Assert.Equal(405, (await emsp.DeleteAsync(Url)).Http);
        Assert.Equal(405, (await emsp.PostAsync(Url, "{}")).Http);
    }

    [Fact]
    [Requirement("TOK-014", "TOK-049")]
    public async Task Same_uid_of_two_types_is_two_tokens()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        const string Url = "receiver/tokens/DE/MSP/ABC";
        Assert.Equal(201, (await emsp.PutAsync(Url, Token("DE/MSP", "ABC").ToJsonString())).Http);
        Assert.Equal(201, (await emsp.PutAsync(Url + "?type=APP_USER", Token("DE/MSP", "ABC", "APP_USER").ToJsonString())).Http);
        await emsp.PatchAsync(Url + "?type=APP_USER", $$"""{"valid":false,"last_updated":"{{Tuesday}}"}""");

        Assert.True((await emsp.GetAsync("receiver/tokens/DE/MSP/abc")).Data.GetProperty("valid").GetBoolean());
        Assert.True((await emsp.GetAsync(Url + "?type=RFID")).Data.GetProperty("valid").GetBoolean());
        Assert.False((await emsp.GetAsync(Url + "?type=APP_USER")).Data.GetProperty("valid").GetBoolean());
        Assert.Equal(404, (await emsp.GetAsync(Url + "?type=OTHER")).Http);
    }

    [Fact]
    public async Task Type_missing_in_the_url_is_taken_from_the_body_and_noted()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        Assert.Equal(201, (await emsp.PutAsync("receiver/tokens/DE/MSP/ABC", Token("DE/MSP", "ABC", "APP_USER").ToJsonString())).Http);
        await _gateway.Exchanges.NotedAsync("/type");
        Assert.Equal("APP_USER", (await emsp.GetAsync("receiver/tokens/DE/MSP/ABC")).Data.GetProperty("type").GetString());
        Assert.Equal(200, (await emsp.PatchAsync("receiver/tokens/DE/MSP/ABC", $$"""{"valid":false,"last_updated":"{{Tuesday}}"}""")).Http);
    }

    [Fact]
    [Requirement("TOK-020", "TOK-023")]
    public async Task Token_whose_address_does_not_match_is_answered_2001()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        const string Url = "receiver/tokens/DE/MSP/ABC";
        Assert.Equal(2001, (await emsp.PutAsync(Url, Token("DE/MSP", "XYZ").ToJsonString())).Status);
        Assert.Equal(2001, (await emsp.PutAsync(Url, Token("DE/OTH", "ABC").ToJsonString())).Status);
        Assert.Equal(2001, (await emsp.PutAsync(Url + "?type=OTHER", Token("DE/MSP", "ABC").ToJsonString())).Status);
        await emsp.PutAsync(Url, Token("DE/MSP", "ABC").ToJsonString());
        Assert.Equal(2001, (await emsp.PatchAsync(Url, """{"valid":false}""")).Status);
        Assert.Equal(404, (await emsp.PutAsync("receiver/tokens/DE/OTH/ABC", Token("DE/OTH", "ABC").ToJsonString())).Http);
    }

    [Fact]
    [Requirement("TOK-024", "TOK-025", "TOK-026", "TOK-028")]
    public async Task Tokens_are_listed_for_cpos_only_and_filtered_by_date()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        var other = await _gateway.ConnectEmspAsync(OcpiVersion.V221, "DE/OTH");
        await emsp.PutAsync("receiver/tokens/DE/MSP/A", Token("DE/MSP", "A").ToJsonString());
        await emsp.PutAsync("receiver/tokens/DE/MSP/B?type=APP_USER", Token("DE/MSP", "B", "APP_USER", Tuesday).ToJsonString());
        var all = await cpo.GetAsync("sender/tokens");
        Assert.Equal(["A", "B"], all.Ids("uid"));
        Assert.Equal(("2", "100"), (all.Header("X-Total-Count"), all.Header("X-Limit")));
        Assert.Equal(["B"], (await cpo.GetAsync($"sender/tokens?date_from={Tuesday}")).Ids("uid"));
        Assert.Empty((await other.GetAsync("sender/tokens")).Ids("uid"));
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("SES-033", "SES-034", "SES-035", "SES-036", "SES-037", "SES-038", "SES-041", "SES-042", "SES-046", "SES-047", "SES-048", "SES-004")]
    public async Task Session_grows_by_put_and_patch(OcpiVersion version)
    {
        var cpo = await _gateway.ConnectCpoAsync(version);
        const string Url = "receiver/sessions/NL/CPO/S1";
        Assert.Equal(404, (await cpo.GetAsync(Url)).Http);
        Assert.Equal(201, (await cpo.PutAsync(Url, Session("NL/CPO", "S1", "DE/MSP").ToJsonString())).Http);

        var periods = new JsonArray(Period("2026-06-01T08:10:00Z", "2.5")).ToJsonString();
        Assert.Equal(200, (await cpo.PatchAsync(Url, $$"""{"kwh":4.0,"charging_periods":{{periods}},"last_updated":"{{Tuesday}}"}""")).Http);
        var session = (await cpo.GetAsync(Url)).Data;
        Assert.Equal("4.0", session.GetProperty("kwh").GetRawText());
        Assert.Equal(2, session.GetProperty("charging_periods").GetArrayLength());
        Assert.Equal("ACTIVE", session.GetProperty("status").GetString());

        // The period that still grows is sent again: it replaces itself.
        var grown = new JsonArray(Period("2026-06-01T08:10:00Z", "3.5")).ToJsonString();
        await cpo.PatchAsync(Url, $$"""{"charging_periods":{{grown}},"last_updated":"{{Wednesday}}"}""");
        await cpo.PatchAsync(Url, $$"""{"charging_periods":[],"last_updated":"{{Wednesday}}"}""");
        var again = (await cpo.GetAsync(Url)).Data.GetProperty("charging_periods");
        Assert.Equal(["1.5", "3.5"], again.EnumerateArray().Select(p => p.GetProperty("dimensions")[0].GetProperty("volume").GetRawText()));

        Assert.Equal(200, (await cpo.PutAsync(Url, Session("NL/CPO", "S1", "DE/MSP", "COMPLETED", Thursday).Without("charging_periods").ToJsonString())).Http);
        Assert.False((await cpo.GetAsync(Url)).Data.TryGetProperty("charging_periods", out _));
        Assert.Equal(405, (await cpo.DeleteAsync(Url)).Http);
    }

    [Fact]
    [Requirement("SES-040", "SES-044", "SES-045")]
    public async Task Session_that_breaks_the_rules_is_answered_2001_or_404()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        const string Url = "receiver/sessions/NL/CPO/S1";
        Assert.Equal(2001, (await cpo.PutAsync(Url, Session("NL/CPO", "S2", "DE/MSP").ToJsonString())).Status);
        Assert.Equal(2001, (await cpo.PutAsync(Url, Session("NL/XYZ", "S1", "DE/MSP").ToJsonString())).Status);
        await cpo.PutAsync(Url, Session("NL/CPO", "S1", "DE/MSP").ToJsonString());
        Assert.Equal(2001, (await cpo.PatchAsync(Url, """{"kwh":9}""")).Status);
        Assert.Equal(404, (await cpo.PatchAsync(Url + "/charging_periods", "{}")).Http);
    }

    [Fact]
    public async Task Completed_session_is_corrected_but_does_not_become_active_again()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        const string Url = "receiver/sessions/NL/CPO/S1";
        await cpo.PutAsync(Url, Session("NL/CPO", "S1", "DE/MSP", "COMPLETED").ToJsonString());
        Assert.Equal(2001, (await cpo.PutAsync(Url, Session("NL/CPO", "S1", "DE/MSP", "ACTIVE", Tuesday).ToJsonString())).Status);
        Assert.Equal(2001, (await cpo.PatchAsync(Url, $$"""{"status":"ACTIVE","last_updated":"{{Tuesday}}"}""")).Status);
        Assert.Equal(1000, (await cpo.PatchAsync(Url, $$"""{"kwh":7.25,"last_updated":"{{Tuesday}}"}""")).Status);
    }

    [Fact]
    [Requirement("SES-009")]
    public async Task Status_reserved_is_stored_as_reservation_and_noted()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        await cpo.PutAsync("receiver/sessions/NL/CPO/S1", Session("NL/CPO", "S1", "DE/MSP", "RESERVED").ToJsonString());
        await _gateway.Exchanges.NotedAsync("Session.status was given the value");
        Assert.Equal("RESERVATION", (await cpo.GetAsync("receiver/sessions/NL/CPO/S1")).Data.GetProperty("status").GetString());
    }

    [Fact]
    [Requirement("SES-017", "SES-018", "SES-020", "SES-022", "SES-015")]
    public async Task Sessions_are_listed_for_their_driver_and_only_with_date_from()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        var other = await _gateway.ConnectEmspAsync(OcpiVersion.V221, "DE/OTH");
        await cpo.PutAsync("receiver/sessions/NL/CPO/S1", Session("NL/CPO", "S1", "DE/MSP").ToJsonString());
        await cpo.PutAsync("receiver/sessions/NL/CPO/S2", Session("NL/CPO", "S2", "DE/OTH", lastUpdated: Tuesday).ToJsonString());
        Assert.Equal((200, 2001), ((await emsp.GetAsync("sender/sessions")).Http, (await emsp.GetAsync("sender/sessions")).Status));
        var mine = await emsp.GetAsync($"sender/sessions?date_from={Monday}");
        Assert.Equal(["S1"], mine.Ids());
        Assert.Equal("1", mine.Header("X-Total-Count"));
        Assert.Equal(["S2"], (await other.GetAsync($"sender/sessions?date_from={Monday}")).Ids());
        Assert.Empty((await other.GetAsync($"sender/sessions?date_from={Monday}&date_to={Tuesday}")).Ids());
        Assert.Empty((await cpo.GetAsync($"sender/sessions?date_from={Monday}")).Ids());
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("CDR-027", "CDR-029", "CDR-030", "CDR-031", "CDR-033")]
    public async Task Cdr_is_posted_once_and_read_by_the_url_of_the_answer(OcpiVersion version)
    {
        var cpo = await _gateway.ConnectCpoAsync(version);
        var body = Cdr("NL/CPO", "C1", "DE/MSP", version).ToJsonString();
        var posted = await cpo.PostAsync("receiver/cdrs", body);
        Assert.Equal((201, 1000), (posted.Http, posted.Status));
        var location = posted.Headers.Location!;
        Assert.True(location.IsAbsoluteUri);
        Assert.Equal(body, (await cpo.GetAsync(location.AbsoluteUri)).Data.GetRawText());

        var change = await _gateway.LastChangeAsync();
        var again = await cpo.PostAsync("receiver/cdrs", JsonNode.Parse(body)!.ToJsonString(new() { WriteIndented = true }));
        Assert.Equal((200, 1000, location), (again.Http, again.Status, again.Headers.Location));
        var different = await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", version, "5.00").ToJsonString());
        Assert.Equal((200, 2001), (different.Http, different.Status));
        Assert.Null(different.Headers.Location);
        Assert.Equal(ChangeKind.QuarantineChanged, Assert.Single(await _gateway.Changes.ReadAsync(change!.Sequence, 10, TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(body, (await cpo.GetAsync(location.AbsoluteUri)).Data.GetRawText());
        Assert.Equal(404, (await cpo.GetAsync("receiver/cdrs/NL/CPO/C9")).Http);
    }

    [Fact]
    [Requirement("CDR-003", "CDR-020")]
    public async Task Cdrs_are_never_changed()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
        {
            Assert.Equal(405, (await cpo.SendAsync(method, "receiver/cdrs/NL/CPO/C1", "{}")).Http);
            Assert.Equal(405, (await cpo.SendAsync(method, "receiver/cdrs", "{}")).Http);
        }
    }

    [Fact]
    [Requirement("CDR-012")]
    public async Task Credit_cdr_with_negative_cost_is_accepted()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var credit = Cdr("NL/CPO", "C1-C", "DE/MSP", OcpiVersion.V221, "-4.00").With("credit", true).With("credit_reference_id", "C1");
        Assert.Equal(201, (await cpo.PostAsync("receiver/cdrs", credit.ToJsonString())).Http);
    }

    [Fact]
    public async Task Cdr_of_a_foreign_owner_or_without_an_id_is_answered_2001()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var foreign = await cpo.PostAsync("receiver/cdrs", Cdr("BE/OTH", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        Assert.Equal((200, 2001), (foreign.Http, foreign.Status));
        Assert.Equal(2001, (await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).Without("id").ToJsonString())).Status);
        Assert.Null(await _gateway.FindAsync(ModuleId.Cdrs, "BE/OTH", "C1"));
    }

    [Fact]
    public async Task Cdr_in_a_list_of_one_is_taken_in_with_a_finding_and_a_list_of_two_is_not()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var source = IntakeSource.Of(cpo.Connection, OcpiVersion.V221);
        var one = Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString();
        var two = Cdr("NL/CPO", "C2", "DE/MSP", OcpiVersion.V221).ToJsonString();
        var token = TestContext.Current.CancellationToken;
        Assert.False((await _gateway.Intake.AddCdrAsync(source, Encoding.UTF8.GetBytes($"[{one},{two}]"), token)).Succeeded);
        Assert.Null(await _gateway.FindAsync(ModuleId.Cdrs, "NL/CPO", "C1"));
        var taken = await _gateway.Intake.AddCdrAsync(source, Encoding.UTF8.GetBytes($"[{one}]"), token);
        Assert.Equal(IntakeOutcome.Created, taken.Outcome);
        Assert.Contains(taken.Findings, f => f.Rule == "type");
        Assert.Equal(one, await _gateway.TextAsync(ModuleId.Cdrs, "NL/CPO", "C1"));
    }

    [Fact]
    [Requirement("CDR-016", "CDR-021", "CDR-022", "CDR-024", "CDR-025")]
    public async Task Cdrs_are_listed_for_the_party_of_the_token_only()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        var other = await _gateway.ConnectEmspAsync(OcpiVersion.V221, "DE/OTH");
        var nap = await _gateway.ConnectAsync("nap", OcpiVersion.V221, null, ("NL/NAP", Role.Nap));
        await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        var mine = await emsp.GetAsync("sender/cdrs");
        Assert.Equal(["C1"], mine.Ids());
        Assert.Equal("1", mine.Header("X-Total-Count"));
        Assert.Empty((await emsp.GetAsync("sender/cdrs?date_from=2026-06-01T09:05:01Z")).Ids());
        Assert.Single((await emsp.GetAsync("sender/cdrs?date_from=2026-06-01T09:05:00Z")).Ids());
        Assert.Empty((await other.GetAsync("sender/cdrs")).Ids());
        Assert.Empty((await nap.GetAsync("sender/cdrs")).Ids());
        Assert.Empty((await cpo.GetAsync("sender/cdrs")).Ids());
    }

    private static JsonObject Price(OcpiVersion version) => version == OcpiVersion.V230
        ? new JsonObject { ["before_taxes"] = JsonNode.Parse("20.00") }
        : new JsonObject { ["excl_vat"] = JsonNode.Parse("20.00") };
}
