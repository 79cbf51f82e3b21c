using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What a partner is sent, by which method, where, and in which order.</summary>
public sealed class PushTests
{
    [Fact]
    [Requirement("LOC-001", "LOC-040", "LOC-041", "LOC-049", "TRN-058", "TRN-059", "TRN-060", "TRN-051", "TRN-087", "LOC-006")]
    public async Task New_location_is_put_whole_below_the_partners_own_endpoint()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L 1");
        await rig.IdleAsync(connection);

        var request = Assert.Single(partner.Requests);
        Assert.Equal("PUT /r/locations/NL/CPO/L%201", $"{request.Method} {request.Path.Replace(" ", "%20", StringComparison.Ordinal)}");
        Assert.Equal(Location("L 1"), request.Body);
    }

    [Fact]
    [Requirement("RTE-002", "RTE-005", "RTE-007", "TRN-081", "TRN-083", "TRN-022")]
    public async Task Push_names_the_owner_as_from_and_the_fitting_party_as_to()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with
        {
            Parties = [new(new PartyId("DE", "AAA"), Role.Cpo, "Posts"), new(Msp, Role.Emsp, "Driver Club"), new(new PartyId("DE", "NSP"), Role.Nsp, "Maps")],
        });
        await rig.StartAsync();
        rig.PutLocation("L1");
        rig.PutSession("S1");
        await rig.IdleAsync(connection);

        Assert.Equal(2, partner.Requests.Count);
        foreach (var request in partner.Requests)
        {
            Assert.Equal("CPO", request.Headers["OCPI-from-party-id"]);
            Assert.Equal("NL", request.Headers["OCPI-from-country-code"]);
            Assert.Equal("MSP", request.Headers["OCPI-to-party-id"]);
            Assert.Equal("DE", request.Headers["OCPI-to-country-code"]);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
        }

        Assert.Equal(2, partner.Requests.Select(r => r.Headers["X-Request-ID"]).Distinct().Count());
        Assert.All(partner.Requests, r => Assert.NotEmpty(r.Headers["X-Correlation-ID"]));
    }

    [Fact]
    [Requirement("SES-002", "CDR-016")]
    public async Task Session_and_cdr_go_only_to_the_platform_of_the_tokens_party()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var (other, otherConnection) = await rig.ConnectAsync(party: new PartyId("FR", "OTH"));
        await rig.StartAsync();
        rig.PutSession("S1");
        rig.PutCdr("C1", "S1");
        await rig.IdleAsync(connection);
        await rig.IdleAsync(otherConnection);

        Assert.Equal(["PUT /r/sessions/NL/CPO/S1", "POST /r/cdrs"], partner.Requests.Select(r => r.ToString()));
        Assert.Empty(other.Requests);
    }

    [Fact]
    [Requirement("LOC-056", "LOC-003", "LOC-051", "TRN-053", "TRN-055", "LOC-036")]
    public async Task Status_change_of_an_evse_is_patched_with_only_what_changed()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", "CHARGING", 2, evse: "E1");
        await rig.IdleAsync(connection);

        var patch = partner.Requests[^1];
        Assert.Equal("PATCH /r/locations/NL/CPO/L1/E1", patch.ToString());
        Assert.Equal("""{"status":"CHARGING","last_updated":"2026-05-04T08:00:02Z"}""", patch.Body);
        Assert.Equal("application/json", patch.Headers["Content-Type"]);
    }

    [Fact]
    [Requirement("LOC-055", "LOC-002", "LOC-044")]
    public async Task Withdrawn_property_of_an_evse_is_told_with_put_of_the_evse()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1", note: "left post");
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", "CHARGING", 2, evse: "E1");
        await rig.IdleAsync(connection);

        var put = partner.Requests[^1];
        Assert.Equal("PUT /r/locations/NL/CPO/L1/E1", put.ToString());
        Assert.Equal("E1", put.Json.GetProperty("uid").GetString());
        Assert.False(put.Json.TryGetProperty("physical_reference", out _));
    }

    [Fact]
    public async Task Partner_that_does_not_like_patch_gets_the_whole_evse()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { Patch = false } });
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", "CHARGING", 2, evse: "E1");
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/locations/NL/CPO/L1/E1", partner.Requests[^1].ToString());
        Assert.Equal("CHARGING", partner.Requests[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    [Requirement("TRN-056", "LOC-059")]
    public async Task Partner_that_does_not_know_the_location_of_a_patch_gets_all_of_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        partner.Answer = r => Task.FromResult(r.Method == "PATCH" ? new Reply(404, 2003) : Reply.Ok);
        rig.PutLocation("L1", "CHARGING", 2, evse: "E1");
        await rig.IdleAsync(connection);

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1/E1", "PUT /r/locations/NL/CPO/L1"], partner.Requests.Skip(1).Select(r => r.ToString()));
        Assert.Equal(Location("L1", "CHARGING", 2), partner.Requests[^1].Body);
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    [Requirement("LOC-005", "LOC-006")]
    public async Task Deleted_location_is_told_by_removed_evses_and_never_by_delete()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.Locations, "L1"));
        await rig.IdleAsync(connection);

        var put = partner.Requests[^1];
        Assert.Equal("PUT /r/locations/NL/CPO/L1", put.ToString());
        Assert.All(put.Json.GetProperty("evses").EnumerateArray(), e => Assert.Equal("REMOVED", e.GetProperty("status").GetString()));
        Assert.Equal("Europe/Amsterdam", put.Json.GetProperty("time_zone").GetString());
        Assert.DoesNotContain(partner.Requests, r => r.Method == "DELETE");
    }

    [Fact]
    [Requirement("TAR-001", "TAR-002", "TAR-004", "TAR-015")]
    public async Task Tariff_is_put_and_deleted_on_its_own_url()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        await rig.IdleAsync(connection);

        Assert.Equal(
            ["PUT /r/tariffs/NL/CPO/T1", "PUT /r/tariffs/NL/CPO/T1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(Tariff("T1"), partner.Requests[1].Body);
    }

    [Theory]
    [InlineData("DE", "MSP")]
    [InlineData("de", "Msp")]
    [Requirement("TOK-019")]
    public async Task Path_of_a_token_names_the_owner_letter_by_letter_as_the_token_does(string country, string party)
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        var token = Token("U1").Replace("\"DE\"", $"\"{country}\"", StringComparison.Ordinal).Replace("\"MSP\"", $"\"{party}\"", StringComparison.Ordinal);
        rig.Store.Put(Busbar.Core.Objects.TokenKey.Of(Msp, "U1", "RFID"), token);
        await rig.IdleAsync(connection);

        var put = Assert.Single(partner.Requests);
        Assert.Equal($"PUT /r/tokens/{country}/{party}/U1", put.ToString());
        Assert.Equal((country, party), (put.Json.GetProperty("country_code").GetString(), put.Json.GetProperty("party_id").GetString()));
    }

    [Fact]
    [Requirement("TOK-001", "TOK-002", "TOK-003")]
    public async Task Token_is_put_with_its_type_and_invalidated_instead_of_deleted()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        var app = Busbar.Core.Objects.TokenKey.Of(Msp, "U1", "APP_USER");
        rig.Store.Put(app, Token("U1", "APP_USER"));
        await rig.IdleAsync(connection);
        rig.Store.Delete(app);
        await rig.IdleAsync(connection);

        Assert.Equal(["PUT /r/tokens/DE/MSP/U1?type=APP_USER", "PUT /r/tokens/DE/MSP/U1?type=APP_USER"], partner.Requests.Select(r => r.ToString()));
        Assert.True(partner.Requests[0].Json.GetProperty("valid").GetBoolean());
        Assert.False(partner.Requests[1].Json.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Token_of_a_type_that_the_version_does_not_know_has_the_same_type_in_url_and_body()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221 }, Cpo, Role.Cpo);
        await rig.StartAsync();
        rig.Store.Put(Busbar.Core.Objects.TokenKey.Of(Msp, "U1", "EMAID"), Token("U1", "EMAID"));
        await rig.IdleAsync(connection);

        var put = Assert.Single(partner.Requests);
        Assert.Equal(("PUT /r/tokens/DE/MSP/U1?type=OTHER", "OTHER"), (put.ToString(), put.Json.GetProperty("type").GetString()));
    }

    [Fact]
    [Requirement("SES-001", "SES-003", "SES-004", "SES-039")]
    public async Task Session_is_put_again_when_it_changes_and_never_deleted()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutSession("S1", kwh: "1.50");
        await rig.IdleAsync(connection);
        rig.PutSession("S1", kwh: "2.25");
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.Sessions, "S1"));
        await rig.IdleAsync(connection);

        Assert.Equal(["PUT /r/sessions/NL/CPO/S1", "PUT /r/sessions/NL/CPO/S1"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(Session("S1", "L1", "2.25"), partner.Requests[1].Body);
    }

    [Fact]
    [Requirement("SES-010")]
    public async Task Session_of_a_reservation_is_pushed_and_goes_on_as_the_same_session()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        foreach (var status in new[] { "RESERVATION", "ACTIVE" })
        {
            rig.Store.Put(Key(ModuleId.Sessions, "S1"), Session("S1", "L1").Replace("ACTIVE", status, StringComparison.Ordinal), audience: Msp);
            await rig.IdleAsync(connection);
        }

        Assert.Equal(["PUT /r/sessions/NL/CPO/S1", "PUT /r/sessions/NL/CPO/S1"], partner.Requests.Select(r => r.ToString()));
        Assert.Equal(["RESERVATION", "ACTIVE"], partner.Requests.Select(r => r.Json.GetProperty("status").GetString()));
    }

    [Fact]
    [Requirement("CDR-015")]
    public async Task Cdr_is_posted_to_the_endpoint_and_its_receipt_is_kept()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        partner.Answer = r => Task.FromResult(new Reply(201, Location: "/r/cdrs/their-1"));
        await rig.StartAsync();
        rig.PutCdr("C1");
        await rig.IdleAsync(connection);

        var post = Assert.Single(partner.Requests);
        Assert.Equal("POST /r/cdrs", post.ToString());
        Assert.Equal(Cdr("C1"), post.Body);
        var receipt = Assert.Single(rig.Ports.Receipts);
        Assert.Equal(new Uri(partner.Url, "/r/cdrs/their-1"), receipt.Location);
    }

    [Fact]
    public async Task Partner_of_another_version_gets_its_own_form_under_the_owners_path()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221 });
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);

        var put = Assert.Single(partner.Requests);
        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", put.ToString());
        Assert.False(put.Json.TryGetProperty("tax_included", out _));
    }

    [Fact]
    public async Task Nobody_is_sent_what_came_from_them_or_is_theirs()
    {
        await using var rig = new DeliveryRig();
        var (own, ownConnection) = await rig.ConnectAsync(party: Cpo, role: Role.Emsp);
        var (source, sourceConnection) = await rig.ConnectAsync(party: new PartyId("BE", "HUB"));
        await rig.StartAsync();
        rig.PutLocation("L1", source: sourceConnection.Id);
        await rig.IdleAsync(ownConnection);
        await rig.IdleAsync(sourceConnection);

        Assert.Empty(own.Requests);
        Assert.Empty(source.Requests);
    }

    [Fact]
    [Requirement("TRN-018")]
    public async Task Partner_without_a_receiver_endpoint_is_left_to_pull()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Endpoints = [.. c.Endpoints.Where(e => e.Module == ModuleId.Tariffs)] });
        var (silent, pulls) = await rig.ConnectAsync(c => c with { Profile = c.Profile with { Push = false } }, party: new PartyId("FR", "PUL"));
        await rig.StartAsync();
        rig.PutLocation("L1");
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());
        Assert.Empty(silent.Requests);
        Assert.Equal(DeliveryState.Stopped, rig.Status(pulls).State);
        Assert.Empty(rig.Ports.Refusals);
    }

    [Fact]
    public async Task New_partner_gets_everything_there_is_tariffs_first_and_then_what_changes()
    {
        await using var rig = new DeliveryRig { Options = new() { SweepPage = 3 } };
        for (var i = 0; i < 10; i++)
        {
            rig.PutLocation($"L{i}");
        }

        rig.PutTariff("T1");
        rig.PutTariff("T2");
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        await rig.IdleAsync(connection);

        var paths = partner.Requests.Select(r => r.Path).ToList();
        Assert.Equal(12, paths.Distinct().Count());
        Assert.Equal(12, paths.Count);
        Assert.All(paths.Take(2), p => Assert.Contains("/tariffs/", p, StringComparison.Ordinal));
        rig.PutLocation("L3", version: 2);
        await rig.IdleAsync(connection);
        Assert.Equal(13, partner.Requests.Count);
    }

    [Fact]
    public async Task Suspended_connection_keeps_its_cursor_and_gets_the_rest_later()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        await rig.SaveAsync(connection with { State = ConnectionState.Suspended });
        await Until(() => rig.Status(connection).State == DeliveryState.Stopped);
        var cursor = rig.Ports.Cursor(connection.Id)!.Sequence;
        rig.PutTariff("T2");
        await rig.SaveAsync(connection);
        await Until(() => partner.Requests.Count == 2);

        Assert.Equal(1, cursor);
        Assert.Equal("PUT /r/tariffs/NL/CPO/T2", partner.Requests[1].ToString());
    }

    [Fact]
    public async Task Withdrawn_agreement_stops_the_flow_and_a_new_one_catches_up()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        Busbar.Core.Agreements.IAgreementStore agreements = rig.Ports;
        await agreements.DeleteAsync(rig.Ports.Everyone.Id, TestContext.Current.CancellationToken);
        await rig.Store.AppendAsync(Busbar.Core.Objects.ChangeKind.AgreementChanged, null, "{}", TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        rig.PutTariff("T2");
        await rig.IdleAsync(connection);
        Assert.Equal(["PUT /r/tariffs/NL/CPO/T1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Select(r => r.ToString()));

        await agreements.SaveAsync(rig.Ports.Everyone with { Modules = [ModuleId.Tariffs] }, TestContext.Current.CancellationToken);
        await rig.Store.AppendAsync(Busbar.Core.Objects.ChangeKind.AgreementChanged, null, "{}", TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        Assert.Contains(partner.Requests, r => r.Path == "/r/tariffs/NL/CPO/T2");
    }
}
