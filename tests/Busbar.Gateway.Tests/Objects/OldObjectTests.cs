using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.OldSamples;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>The object doors of 2.1.1: an operator and a provider of 2.1.1, with partners of 2.3.0 on the other side.</summary>
public sealed class OldObjectTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _oldCpo = null!;
    private Partner _oldEmsp = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _oldCpo = await _gateway.ConnectCpoAsync(OcpiVersion.V211, "NL/OLD");
        _oldEmsp = await _gateway.ConnectEmspAsync(OcpiVersion.V211, "DE/ALT");
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V230, "NL/NEW");
        _emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V230, "DE/MSP");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("TRN-063")]
    public async Task The_owner_is_the_party_of_the_credentials_and_stands_in_the_url()
    {
        Assert.Equal(201, (await _oldCpo.PutAsync("receiver/locations/NL/OLD/L1", OldLocation("L1").ToJsonString())).Http);
        Assert.Equal(404, (await _oldCpo.PutAsync("receiver/locations/NL/NEW/L1", OldLocation("L1").ToJsonString())).Http);

        var shown = Assert.Single((await _emsp.GetAsync("sender/locations")).Data.EnumerateArray());
        Assert.Equal(("NL", "OLD", "PARKING_LOT"), (shown.GetProperty("country_code").GetString(), shown.GetProperty("party_id").GetString(), shown.GetProperty("parking_type").GetString()));
        Assert.Equal(OldLocation("L1").ToJsonString(), (await _oldCpo.GetAsync("receiver/locations/NL/OLD/L1")).Data.GetRawText());
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("locations")]
    [InlineData("tariffs")]
    [InlineData("sessions")]
    [InlineData("cdrs")]
    [Requirement("TRN-035", "TRN-046", "LOC-018", "SES-019", "CDR-023", "TAR-010", "TOK-027")]
    public async Task Lists_keep_to_the_dates_and_say_how_long_a_page_may_be(string module)
    {
        await PublishAsync("2026-06-01T08:00:00Z", "a");
        await PublishAsync("2026-06-01T09:00:00Z", "b");
        await PublishAsync("2026-06-01T10:00:00Z", "c");
        var reader = module == "tokens" ? _oldCpo : _oldEmsp;

        var page = await reader.GetAsync($"sender/{module}?date_from=2026-06-01T08:30:00Z&date_to=2026-06-01T10:00:00Z");

        Assert.Equal(1000, page.Status);
        Assert.Equal(["b"], page.Ids(module == "tokens" ? "uid" : "id"));
        Assert.Equal(("1", "100"), (page.Header("X-Total-Count"), page.Header("X-Limit")));
        Assert.All(page.Data.EnumerateArray(), item => Assert.False(item.TryGetProperty("country_code", out _) || item.TryGetProperty("party_id", out _)));
    }

    [Fact]
    [Requirement("LOC-032")]
    public async Task Ids_may_have_39_characters()
    {
        var (id, uid) = (new string('L', 39), new string('E', 39));
        Assert.Equal(201, (await _oldCpo.PutAsync($"receiver/locations/NL/OLD/{id}", OldLocation(id, Monday, OldEvse(uid).With("evse_id", "NL*CPO*1")).ToJsonString())).Http);

        Assert.Equal(id, (await _oldEmsp.GetAsync($"sender/locations/{id}")).Data.GetProperty("id").GetString());
        Assert.Equal(uid, (await _oldEmsp.GetAsync($"sender/locations/{id}/{uid}")).Data.GetProperty("uid").GetString());
        Assert.Equal("1", (await _oldEmsp.GetAsync($"sender/locations/{id}/{uid}/1")).Data.GetProperty("id").GetString());
        var shown = Assert.Single((await _emsp.GetAsync("sender/locations")).Ids());
        Assert.True(shown.Length <= 36);
        Assert.Equal(shown, (await _emsp.GetAsync($"sender/locations/{shown}")).Data.GetProperty("id").GetString());
    }

    [Fact]
    [Requirement("LOC-058")]
    public async Task A_patch_of_a_connector_replaces_its_one_tariff()
    {
        await _oldCpo.PutAsync("receiver/locations/NL/OLD/L1", OldLocation("L1").ToJsonString());
        Assert.Equal(200, (await _oldCpo.PatchAsync("receiver/locations/NL/OLD/L1/E1/1", """{"tariff_id":"T2"}""")).Http);

        var connector = (await _emsp.GetAsync("sender/locations/L1/E1/1")).Data;
        Assert.Equal(["T2"], connector.GetProperty("tariff_ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("T2", (await _oldCpo.GetAsync("receiver/locations/NL/OLD/L1/E1/1")).Data.GetProperty("tariff_id").GetString());
    }

    [Fact]
    [Requirement("LOC-085")]
    public async Task A_location_whose_kind_nobody_knows_is_of_unknown_type()
    {
        await _cpo.PutAsync("receiver/locations/NL/NEW/L1", Location("NL/NEW", "L1", Monday, Evse("E1")).ToJsonString());

        Assert.Equal("UNKNOWN", (await _oldEmsp.GetAsync("sender/locations/L1")).Data.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Two_owners_of_one_id_are_told_apart_by_its_case_or_not_at_all()
    {
        await _oldCpo.PutAsync("receiver/locations/NL/OLD/same", OldLocation("same").ToJsonString());
        await _cpo.PutAsync("receiver/locations/NL/NEW/SAME", Location("NL/NEW", "SAME", Monday, Evse("E1")).ToJsonString());

        Assert.Equal("same", (await _oldEmsp.GetAsync("sender/locations/same")).Data.GetProperty("id").GetString());
        var unclear = await _oldEmsp.GetAsync("sender/locations/Same");
        Assert.Equal(2001, unclear.Status);
        Assert.Contains("2.1.1 cannot name the party", unclear.Message, StringComparison.Ordinal);
        Assert.Contains("\"front\"", unclear.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("TAR-003", "TAR-013", "TAR-018")]
    public async Task A_tariff_is_put_patched_read_back_and_deleted()
    {
        const string Url = "receiver/tariffs/NL/OLD/T1";
        Assert.Equal(201, (await _oldCpo.PutAsync(Url, OldTariff("T1").With("elements", new JsonArray(Element("ENERGY", "0.25"), Element("FLAT", "1.00"))).ToJsonString())).Http);
        var patch = new JsonObject { ["elements"] = new JsonArray(Element("TIME", "2.00")), ["last_updated"] = Tuesday };
        Assert.Equal(200, (await _oldCpo.PatchAsync(Url, patch.ToJsonString())).Http);

        var stored = (await _oldCpo.GetAsync(Url)).Data;
        Assert.Equal("EUR", stored.GetProperty("currency").GetString());
        Assert.Equal("TIME", Assert.Single(stored.GetProperty("elements").EnumerateArray()).GetProperty("price_components")[0].GetProperty("type").GetString());
        Assert.Equal("NO", Assert.Single((await _emsp.GetAsync("sender/tariffs")).Data.EnumerateArray()).GetProperty("tax_included").GetString());

        Assert.Equal(200, (await _oldCpo.DeleteAsync(Url)).Http);
        Assert.Empty((await _emsp.GetAsync("sender/tariffs")).Data.EnumerateArray());
        Assert.Equal(405, (await _cpo.PatchAsync("receiver/tariffs/NL/NEW/T1", patch.ToJsonString())).Http);
    }

    [Fact]
    [Requirement("SES-014")]
    public async Task The_sender_interface_of_sessions_has_no_charging_preferences()
    {
        var answer = await _oldEmsp.PutAsync("sender/sessions/S1/charging_preferences", """{"profile_type":"FAST"}""");

        Assert.Equal(404, answer.Http);
        Assert.Equal(405, (await _oldEmsp.PutAsync("sender/sessions", "{}")).Http);
    }

    [Fact]
    [Requirement("SES-060", "CDR-048", "CDR-100")]
    public async Task A_session_and_a_cdr_hold_the_one_evse_and_connector_and_name_the_contract()
    {
        await _cpo.PutAsync("receiver/locations/NL/NEW/LOC1", Location("NL/NEW", "LOC1", Monday, Evse("E0"), Evse("E1", "CHARGING", Monday, Connector("1"), Connector("2"))).ToJsonString());
        await _cpo.PutAsync("receiver/sessions/NL/NEW/S1", Session("NL/NEW", "S1", "DE/ALT").ToJsonString());
        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C1", "DE/ALT", OcpiVersion.V230).ToJsonString());

        var session = Assert.Single((await _oldEmsp.GetAsync("sender/sessions?date_from=2000-01-01T00:00:00Z")).Data.EnumerateArray());
        var cdr = Assert.Single((await _oldEmsp.GetAsync("sender/cdrs")).Data.EnumerateArray());
        Assert.All([session, cdr], document =>
        {
            Assert.Equal(Contract, document.GetProperty("auth_id").GetString());
            var evse = Assert.Single(document.GetProperty("location").GetProperty("evses").EnumerateArray());
            Assert.Equal("E1", evse.GetProperty("uid").GetString());
            Assert.Equal("1", Assert.Single(evse.GetProperty("connectors").EnumerateArray()).GetProperty("id").GetString());
        });
        Assert.Equal(4.00m, cdr.GetProperty("total_cost").GetDecimal());
    }

    [Fact]
    [Requirement("CDR-014")]
    public async Task A_credit_cdr_is_not_shown_to_who_would_bill_it()
    {
        await _cpo.PutAsync("receiver/locations/NL/NEW/LOC1", Location("NL/NEW", "LOC1", Monday, Evse("E1")).ToJsonString());
        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C1", "DE/ALT", OcpiVersion.V230).ToJsonString());
        var credit = Cdr("NL/NEW", "C1-C", "DE/ALT", OcpiVersion.V230, "-4.00").With("credit", true).With("credit_reference_id", "C1");
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", credit.With("session_id", "S-C1").ToJsonString())).Status);

        // What takes the credited one's place would be billed besides it.
        var instead = Cdr("NL/NEW", "C2", "DE/ALT", OcpiVersion.V230, "3.00").With("session_id", "S-C1");
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", instead.ToJsonString())).Status);
        Assert.Equal(1000, (await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C3", "DE/ALT", OcpiVersion.V230).ToJsonString())).Status);

        Assert.Equal(["C1", "C3"], (await _oldEmsp.GetAsync("sender/cdrs")).Ids());
    }

    [Fact]
    public async Task What_takes_the_place_of_a_credited_cdr_is_known_by_token_evse_and_start_where_no_session_is_named()
    {
        await _cpo.PutAsync("receiver/locations/NL/NEW/LOC1", Location("NL/NEW", "LOC1", Monday, Evse("E1")).ToJsonString());
        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C1", "DE/ALT", OcpiVersion.V230).Without("session_id").ToJsonString());
        var credit = Cdr("NL/NEW", "C1-C", "DE/ALT", OcpiVersion.V230, "-4.00").Without("session_id").With("credit", true).With("credit_reference_id", "C1");
        await _cpo.PostAsync("receiver/cdrs", credit.ToJsonString());

        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C2", "DE/ALT", OcpiVersion.V230, "3.00").Without("session_id").ToJsonString());
        await _cpo.PostAsync("receiver/cdrs", Cdr("NL/NEW", "C3", "DE/ALT", OcpiVersion.V230).Without("session_id").With("start_date_time", "2026-06-01T08:00:01Z").ToJsonString());
        var elsewhere = Cdr("NL/NEW", "C4", "DE/ALT", OcpiVersion.V230).Without("session_id");
        elsewhere["cdr_location"]!["evse_uid"] = "E2";
        await _cpo.PostAsync("receiver/cdrs", elsewhere.ToJsonString());

        Assert.Equal(["C1", "C3", "C4"], (await _oldEmsp.GetAsync("sender/cdrs")).Ids());
    }

    [Fact]
    public async Task Who_reads_an_operators_elements_one_by_one_says_so_once()
    {
        var profile = new PartnerProfile { CdrReading = new CdrReading { Policy = PricingPolicy.Default with { Selection = ElementSelection.PerElement } } };
        var literal = await _gateway.ConnectAsync("literal", OcpiVersion.V211, profile, ("NL/LIT", Role.Cpo));
        var tariff = OldTariff("T1").With("elements", new JsonArray(Element("FLAT", "1.00"), Element("ENERGY", "0.25"))).ToJsonString();
        await literal.PutAsync("receiver/tariffs/NL/LIT/T1", tariff);
        await _oldCpo.PutAsync("receiver/tariffs/NL/OLD/T1", tariff);

        var shown = (await _emsp.GetAsync("sender/tariffs")).Data.EnumerateArray().ToDictionary(one => one.GetProperty("party_id").GetString()!);

        Assert.Equal(2, shown["LIT"].GetProperty("elements")[0].GetProperty("price_components").GetArrayLength());
        Assert.Equal(1, shown["OLD"].GetProperty("elements")[0].GetProperty("price_components").GetArrayLength());
    }

    [Fact]
    public async Task Of_two_tokens_of_one_uid_an_operator_of_211_is_shown_the_card()
    {
        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1?type=APP_USER", Token("DE/MSP", "U1", "APP_USER").ToJsonString());
        Assert.Equal("OTHER", Assert.Single((await _oldCpo.GetAsync("sender/tokens")).Data.EnumerateArray()).GetProperty("type").GetString());

        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1", Token("DE/MSP", "U1").ToJsonString());

        Assert.Equal("RFID", Assert.Single((await _oldCpo.GetAsync("sender/tokens")).Data.EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal(2, (await _cpo.GetAsync("sender/tokens")).Data.GetArrayLength());
    }

    [Theory]
    [InlineData(230, true)]
    [InlineData(400, false)]
    public async Task A_price_by_current_goes_to_211_as_one_by_power_where_all_connectors_have_one_voltage(int other, bool shown)
    {
        await _cpo.PutAsync("receiver/locations/NL/NEW/L1", Location("NL/NEW", "L1", Monday, Evse("E1")).ToJsonString());
        await _cpo.PutAsync("receiver/locations/NL/NEW/L2", Location("NL/NEW", "L2", Monday, Evse("E1", "AVAILABLE", Monday, Connector("1").With("max_voltage", other))).ToJsonString());
        var tariff = Tariff("NL/NEW", "T1", OcpiVersion.V230);
        tariff["elements"]![0]!["restrictions"] = new JsonObject { ["min_current"] = 16 };
        await _cpo.PutAsync("receiver/tariffs/NL/NEW/T1", tariff.ToJsonString());

        var seen = (await _oldEmsp.GetAsync("sender/tariffs")).Data.EnumerateArray().ToList();

        Assert.Equal(shown, seen.Count == 1);
        Assert.All(seen, one => Assert.Equal("""{"min_power":3.68}""", one.GetProperty("elements")[0].GetProperty("restrictions").GetRawText()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("CDR-038")]
    public async Task An_id_stands_for_one_cdr_of_its_operator(bool later)
    {
        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1", Token("DE/MSP", "U1").ToJsonString());
        var operates = later ? await _gateway.ConnectCpoAsync(OcpiVersion.V22, "NL/TWO") : _oldCpo;
        string Text(string cost)
        {
            if (!later)
            {
                return OldCdr("C1", Contract, cost).ToJsonString();
            }

            var cdr = Cdr("NL/TWO", "C1", "DE/MSP", OcpiVersion.V22, cost);
            cdr["cdr_location"]!["postal_code"] = "3511 LA";
            cdr["cdr_token"] = new JsonObject { ["uid"] = "04AABBCC", ["type"] = "RFID", ["contract_id"] = Contract };
            return cdr.ToJsonString();
        }

        var first = await operates.PostAsync("receiver/cdrs", Text("4.00"));
        Assert.Equal(201, first.Http);
        Assert.Equal(1000, (await operates.PostAsync("receiver/cdrs", Text("4.00"))).Status);
        Assert.Equal(2001, (await operates.PostAsync("receiver/cdrs", Text("5.00"))).Status);
        Assert.Equal(["C1"], (await _emsp.GetAsync("sender/cdrs")).Ids());
    }

    [Fact]
    public async Task Whose_token_an_old_session_is_about_is_told_by_its_contract()
    {
        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1", Token("DE/MSP", "U1").ToJsonString());
        await _oldCpo.PutAsync("receiver/sessions/NL/OLD/S1", OldSession("S1").ToJsonString());
        await _oldCpo.PatchAsync("receiver/sessions/NL/OLD/S1", """{"kwh":2.5}""");
        await _oldCpo.PostAsync("receiver/cdrs", OldCdr("C1").ToJsonString());

        var session = Assert.Single((await _emsp.GetAsync("sender/sessions?date_from=2000-01-01T00:00:00Z")).Data.EnumerateArray());
        var cdr = Assert.Single((await _emsp.GetAsync("sender/cdrs")).Data.EnumerateArray());
        Assert.Equal(2.5m, session.GetProperty("kwh").GetDecimal());
        Assert.All([session, cdr], document => Assert.Equal(
            """{"uid":"U1","type":"RFID","contract_id":"DE-MSP-C000000-1","country_code":"DE","party_id":"MSP"}""", document.GetProperty("cdr_token").GetRawText()));
        Assert.Equal("S1", cdr.GetProperty("session_id").GetString());
        Assert.Empty((await _oldEmsp.GetAsync("sender/cdrs")).Data.EnumerateArray());
    }

    [Fact]
    public async Task A_connection_with_one_front_party_sees_that_partys_data_and_no_other()
    {
        await _gateway.Directory.ChangeAsync(
            snapshot => new ConnectionChange(snapshot.Find(_oldEmsp.Connection.Id)! with { Front = new FrontParty(new PartyId("NL", "NEW"), Role.Cpo) }, TokenChanges.None), TestContext.Current.CancellationToken);
        await _oldCpo.PutAsync("receiver/locations/NL/OLD/L1", OldLocation("L1").ToJsonString());
        await _cpo.PutAsync("receiver/locations/NL/NEW/L2", Location("NL/NEW", "L2", Monday, Evse("E1")).ToJsonString());

        Assert.Equal(["L2"], (await _oldEmsp.GetAsync("sender/locations")).Ids());
        Assert.Equal(404, (await _oldEmsp.GetAsync("sender/locations/L1")).Http);
    }

    [Fact]
    public async Task A_token_is_put_without_its_type_in_the_url()
    {
        Assert.Equal(201, (await _oldEmsp.PutAsync("receiver/tokens/DE/ALT/U1", OldToken("U1", "OTHER").ToJsonString())).Http);
        Assert.Equal(200, (await _oldEmsp.PatchAsync("receiver/tokens/DE/ALT/U1", """{"valid":false}""")).Http);

        var token = Assert.Single((await _cpo.GetAsync("sender/tokens")).Data.EnumerateArray());
        Assert.Equal(("OTHER", Contract, false), (token.GetProperty("type").GetString(), token.GetProperty("contract_id").GetString(), token.GetProperty("valid").GetBoolean()));
        Assert.Equal("OTHER", (await _oldEmsp.GetAsync("receiver/tokens/DE/ALT/U1")).Data.GetProperty("type").GetString());
        Assert.Equal(Contract, Assert.Single((await _oldCpo.GetAsync("sender/tokens")).Data.EnumerateArray()).GetProperty("auth_id").GetString());
    }

    [Fact]
    public async Task A_token_of_a_type_that_the_operator_does_not_know_comes_back_with_its_type()
    {
        await _emsp.PutAsync("receiver/tokens/DE/MSP/04AABBCC?type=EMAID", Token("DE/MSP", "04AABBCC", "EMAID").ToJsonString());
        var operates = await _gateway.ConnectCpoAsync(OcpiVersion.V221, "NL/MID");
        Assert.Equal("OTHER", Assert.Single((await operates.GetAsync("sender/tokens")).Data.EnumerateArray()).GetProperty("type").GetString());

        var session = Session("NL/MID", "S1", "DE/MSP");
        session["cdr_token"]!["type"] = "OTHER";
        await operates.PutAsync("receiver/sessions/NL/MID/S1", session.ToJsonString());

        var shown = Assert.Single((await _emsp.GetAsync("sender/sessions?date_from=2000-01-01T00:00:00Z")).Data.EnumerateArray());
        Assert.Equal("EMAID", shown.GetProperty("cdr_token").GetProperty("type").GetString());
        Assert.Equal("04AABBCC", shown.GetProperty("cdr_token").GetProperty("uid").GetString());
    }

    [Fact]
    public async Task Errors_are_said_with_the_codes_of_the_version()
    {
        var missing = await _oldEmsp.GetAsync("receiver/tokens/DE/ALT/NONE");

        Assert.Equal((404, 2001), (missing.Http, missing.Status));
        Assert.StartsWith("[2004]", missing.Message, StringComparison.Ordinal);
    }

    /// <summary>One object of each module with the same id and time, for readers of 2.1.1.</summary>
    private async Task PublishAsync(string lastUpdated, string id)
    {
        await _cpo.PutAsync($"receiver/locations/NL/NEW/{id}", Location("NL/NEW", id, lastUpdated, Evse("E1", "AVAILABLE", lastUpdated)).ToJsonString());
        await _cpo.PutAsync($"receiver/tariffs/NL/NEW/{id}", Tariff("NL/NEW", id, OcpiVersion.V230, lastUpdated).ToJsonString());
        await _emsp.PutAsync($"receiver/tokens/DE/MSP/{id}", Token("DE/MSP", id, "RFID", lastUpdated).ToJsonString());
        await _cpo.PutAsync($"receiver/sessions/NL/NEW/{id}", Session("NL/NEW", id, "DE/ALT", "ACTIVE", lastUpdated).With("location_id", id).ToJsonString());
        var cdr = Cdr("NL/NEW", id, "DE/ALT", OcpiVersion.V230).With("last_updated", lastUpdated);
        await _cpo.PostAsync("receiver/cdrs", cdr.ToJsonString());
    }
}
