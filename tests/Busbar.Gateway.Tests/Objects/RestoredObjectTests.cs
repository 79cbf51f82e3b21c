using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.OldSamples;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>Owners who wrote their objects in a newer version and go on in an older one: what that cannot say is not taken back by not saying it.</summary>
public sealed class RestoredObjectTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _emsp = null!;
    private Partner _reader = null!;

    public static TheoryData<string> Older => new("2.1.1", "2.2", "2.2.1");

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V230, "NL/CPO");
        _emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V230, "DE/MSP");
        _reader = await _gateway.ConnectAsync("reader", OcpiVersion.V230, null, ("FR/NSP", Role.Nsp));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Older))]
    [Requirement("SES-022")]
    public async Task A_patch_of_a_session_in_an_older_version_changes_what_it_names_and_nothing_else(string version)
    {
        await PutLocationAsync();
        var session = Session("NL/CPO", "S1", "DE/MSP").With("authorization_reference", "R1").With("x-rig", "7");
        session["total_cost"] = JsonNode.Parse("""{"before_taxes":1.50,"taxes":[{"name":"VAT","amount":0.30}]}""");
        Assert.Equal(201, (await _cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.ToJsonString())).Http);

        var answer = await Speaking(version).PatchAsync("receiver/sessions/NL/CPO/S1", $$"""{"kwh":2.75,"last_updated":"{{Tuesday}}"}""");

        Assert.Equal((200, 1000), (answer.Http, answer.Status));
        await AssertStoredAsync(ModuleId.Sessions, "S1", session.With("kwh", 2.75m).With("last_updated", Tuesday));
    }

    [Fact]
    public async Task A_patch_of_a_sessions_cost_does_not_keep_the_taxes_of_another_amount()
    {
        await PutLocationAsync();
        var session = Session("NL/CPO", "S1", "DE/MSP");
        session["total_cost"] = JsonNode.Parse("""{"before_taxes":1.50,"taxes":[{"name":"VAT","amount":0.30}]}""");
        await _cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.ToJsonString());

        Assert.Equal(1000, (await Speaking("2.1.1").PatchAsync("receiver/sessions/NL/CPO/S1", $$"""{"total_cost":2.00,"last_updated":"{{Tuesday}}"}""")).Status);

        session["total_cost"] = JsonNode.Parse("""{"before_taxes":2.00}""");
        await AssertStoredAsync(ModuleId.Sessions, "S1", session.With("last_updated", Tuesday));
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task A_patch_of_a_location_an_evse_or_a_connector_in_an_older_version_keeps_what_that_cannot_say(string version)
    {
        var location = await PutLocationAsync();
        var older = Speaking(version);

        Assert.Equal(1000, (await older.PatchAsync("receiver/locations/NL/CPO/LOC1", $$"""{"name":"Neu","last_updated":"{{Tuesday}}"}""")).Status);
        Assert.Equal(1000, (await older.PatchAsync("receiver/locations/NL/CPO/LOC1/E1", $$"""{"status":"CHARGING","last_updated":"{{Tuesday}}"}""")).Status);
        Assert.Equal(1000, (await older.PatchAsync("receiver/locations/NL/CPO/LOC1/E1/1", $$"""{"format":"CABLE","last_updated":"{{Tuesday}}"}""")).Status);

        var evse = location["evses"]![0]!.AsObject().With("status", "CHARGING").With("last_updated", Tuesday);
        evse["connectors"]![0]!.AsObject().With("format", "CABLE").With("last_updated", Tuesday);
        await AssertStoredAsync(ModuleId.Locations, "LOC1", location.With("name", "Neu").With("last_updated", Tuesday));
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task A_patch_of_a_token_in_an_older_version_keeps_what_that_cannot_say(string version)
    {
        var token = Token("DE/MSP", "U1").With("group_id", "G1").With("x-rig", "7");
        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1", token.ToJsonString());

        var answer = await _emsp.Speaking(Version(version)).PatchAsync("receiver/tokens/DE/MSP/U1", $$"""{"valid":false,"last_updated":"{{Tuesday}}"}""");

        Assert.Equal(1000, answer.Status);
        await AssertStoredAsync(ModuleId.Tokens, "U1", token.With("valid", false).With("last_updated", Tuesday), "DE/MSP");
    }

    [Theory]
    [MemberData(nameof(Older))]
    public async Task An_object_that_its_owner_reads_in_an_older_version_and_puts_again_is_what_it_was(string version)
    {
        var location = await PutLocationAsync();
        var older = Speaking(version);
        var read = (await older.GetAsync("receiver/locations/NL/CPO/LOC1")).Data;

        Assert.Equal(200, (await older.PutAsync("receiver/locations/NL/CPO/LOC1", read.GetRawText())).Http);
        var change = await _gateway.LastChangeAsync();
        Assert.Equal(200, (await older.PutAsync("receiver/locations/NL/CPO/LOC1", read.GetRawText())).Http);

        await AssertStoredAsync(ModuleId.Locations, "LOC1", location);
        Assert.Equal(change, await _gateway.LastChangeAsync());
    }

    [Fact]
    public async Task A_whole_object_in_an_older_version_says_what_it_can_and_leaves_the_rest()
    {
        var location = await PutLocationAsync();
        var old = JsonNode.Parse((await Speaking("2.1.1").GetAsync("receiver/locations/NL/CPO/LOC1")).Data.GetRawText())!.AsObject();
        old.With("name", "Neu").With("last_updated", Tuesday).With("charging_when_closed", true).Remove("directions");

        Assert.Equal(200, (await Speaking("2.1.1").PutAsync("receiver/locations/NL/CPO/LOC1", old.ToJsonString())).Http);

        location.With("name", "Neu").With("last_updated", Tuesday).With("charging_when_closed", true).Remove("directions");
        await AssertStoredAsync(ModuleId.Locations, "LOC1", location);
        Assert.Equal("+31201234567", (await _reader.GetAsync("sender/locations/LOC1")).Data.GetProperty("help_phone").GetString());
    }

    [Fact]
    public async Task A_location_that_is_not_to_be_published_stays_so_whatever_its_owner_speaks()
    {
        await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", Location("NL/CPO", "LOC1", Monday, Evse("E1")).With("publish", false).ToJsonString());

        Assert.Equal(200, (await Speaking("2.1.1").PutAsync("receiver/locations/NL/CPO/LOC1", OldLocation("LOC1", Tuesday).ToJsonString())).Http);

        Assert.False(JsonNode.Parse(await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "LOC1"))!["publish"]!.GetValue<bool>());
        Assert.Empty((await _reader.GetAsync("sender/locations")).Data.EnumerateArray());
    }

    [Fact]
    public async Task A_page_that_was_pulled_in_an_older_version_restores_as_well()
    {
        var location = await PutLocationAsync();
        var older = Speaking("2.1.1");
        var old = JsonNode.Parse((await older.GetAsync("receiver/locations/NL/CPO/LOC1")).Data.GetRawText())!.AsObject().With("name", "Neu").With("last_updated", Tuesday);

        var source = IntakeSource.Of(_cpo.Connection, OcpiVersion.V211) with { Speaker = new PartyId("NL", "CPO") };
        var result = Assert.Single(await _gateway.Intake.TakeAsync(source, OwnedModule.Locations, [Encoding.UTF8.GetBytes(old.ToJsonString())], TestContext.Current.CancellationToken));

        Assert.Equal(IntakeOutcome.Updated, result.Outcome);
        await AssertStoredAsync(ModuleId.Locations, "LOC1", location.With("name", "Neu").With("last_updated", Tuesday));
    }

    [Fact]
    public async Task A_tariff_that_an_older_version_has_no_form_for_is_replaced_by_what_its_owner_says_in_it()
    {
        var tariff = Tariff("NL/CPO", "T1", OcpiVersion.V230).With("min_price", JsonNode.Parse("""{"before_taxes":1.00}""")!);
        await _cpo.PutAsync("receiver/tariffs/NL/CPO/T1", tariff.ToJsonString());

        var old = OldTariff("T1", "0.30", Tuesday);
        Assert.Equal(200, (await Speaking("2.1.1").PutAsync("receiver/tariffs/NL/CPO/T1", old.ToJsonString())).Http);

        Assert.Equal(old.ToJsonString(), await _gateway.TextAsync(ModuleId.Tariffs, "NL/CPO", "T1"));
    }

    [Fact]
    public async Task A_token_of_a_later_type_that_comes_back_as_another_is_the_same_token()
    {
        var token = Token("DE/MSP", "U1", "APP_USER");
        await _emsp.PutAsync("receiver/tokens/DE/MSP/U1?type=APP_USER", token.ToJsonString());
        var older = _emsp.Speaking(OcpiVersion.V211);

        var old = JsonNode.Parse((await older.GetAsync("receiver/tokens/DE/MSP/U1")).Data.GetRawText())!.AsObject().With("valid", false).With("last_updated", Tuesday);
        Assert.Equal(200, (await older.PutAsync("receiver/tokens/DE/MSP/U1", old.ToJsonString())).Http);

        var shown = Assert.Single((await _cpo.GetAsync("sender/tokens")).Data.EnumerateArray());
        Assert.Equal(("APP_USER", false), (shown.GetProperty("type").GetString(), shown.GetProperty("valid").GetBoolean()));
    }

    [Fact]
    [Requirement("TRN-057")]
    public async Task A_patch_of_211_without_a_time_is_of_the_moment_at_which_it_came()
    {
        await PutLocationAsync();
        var before = _gateway.Clock.GetUtcNow();

        Assert.Equal(1000, (await Speaking("2.1.1").PatchAsync("receiver/locations/NL/CPO/LOC1/E1", """{"status":"BLOCKED"}""")).Status);

        var news = await _reader.GetAsync($"sender/locations?date_from={before:yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal("BLOCKED", Assert.Single(news.Data.EnumerateArray()).GetProperty("evses")[0].GetProperty("status").GetString());
    }

    private Partner Speaking(string version) => _cpo.Speaking(Version(version));

    private static OcpiVersion Version(string number) => OcpiVersions.All.Single(version => version.Number() == number);

    /// <summary>A Location with something that each older version cannot say.</summary>
    private async Task<JsonObject> PutLocationAsync()
    {
        var location = Location("NL/CPO", "LOC1", "2026-06-01T08:00:00.25Z", Evse("E1"), Evse("E2"))
            .With("help_phone", "+31201234567").With("parking_type", "ON_DRIVEWAY").With("state", "Utrecht").With("x-rig", "7")
            .With("directions", JsonNode.Parse("""[{"language":"nl","text":"Links"}]""")!);
        location["evses"]![0]!.AsObject().With("capabilities", new JsonArray("RFID_READER", "START_SESSION_CONNECTOR_REQUIRED", "CHIP_CARD_SUPPORT"));
        location["evses"]![0]!["connectors"]![0]!.AsObject().With("tariff_ids", new JsonArray("T1", "T2")).With("max_electric_power", 11000).With("capabilities", new JsonArray("ISO_15118_2_PLUG_AND_CHARGE"));
        location["evses"]![1]!["connectors"]![0]!["standard"] = "MCS";
        Assert.Equal(201, (await _cpo.PutAsync("receiver/locations/NL/CPO/LOC1", location.ToJsonString())).Http);
        return location;
    }

    private async Task AssertStoredAsync(ModuleId module, string id, JsonObject expected, string owner = "NL/CPO")
    {
        var stored = JsonNode.Parse(await _gateway.TextAsync(module, owner, id));
        Assert.True(JsonNode.DeepEquals(expected, stored), $"expected {expected.ToJsonString()}\nstored   {stored!.ToJsonString()}");
        Assert.Equal(OcpiVersion.V230, (await _gateway.FindAsync(module, owner, id))!.Version);
    }
}
