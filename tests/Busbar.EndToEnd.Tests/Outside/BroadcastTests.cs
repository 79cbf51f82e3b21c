using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;
using static Busbar.EndToEnd.Tests.Outside.Documents;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Pushes to everybody: through the gateway, and to partners that are hubs.</summary>
[Collection<OutsideTests>]
public sealed class BroadcastTests(OutsideGateway gateway)
{
    [Fact]
    [Requirement("RTE-018", "RTE-022", "RTE-024", "RTE-035")]
    public async Task Push_to_the_gateways_party_is_answered_by_it_and_reaches_all_whatever_one_of_them_says()
    {
        var cpo = await gateway.NewAsync("2.2.1", "CPO");
        var (taker, refuser) = (await gateway.NewAsync("2.3.0", "EMSP"), await gateway.NewAsync("2.2.1", "EMSP"));
        var path = $"PUT /locations/{cpo.Country}/{cpo.Party}/broadcast-1";
        refuser.Script = request => request == path ? (200, new JsonObject { ["status_code"] = 2001, ["status_message"] = "not ours", ["timestamp"] = Day }) : null;
        var location = Location(cpo, "broadcast-1", "2026-03-01T12:34:56.789Z");

        var answer = await cpo.SendAsync(
            "PUT", cpo.Own("locations", "broadcast-1"), location.ToJsonString(),
            ("OCPI-to-country-code", "XX"), ("OCPI-to-party-id", "BBR"), ("OCPI-from-country-code", cpo.Country), ("OCPI-from-party-id", cpo.Party));

        answer.Is(201, 1000);
        Assert.Equal(("XX", "BBR"), (answer.Header("OCPI-from-country-code"), answer.Header("OCPI-from-party-id")));
        Assert.Equal((cpo.Country, cpo.Party), (answer.Header("OCPI-to-country-code"), answer.Header("OCPI-to-party-id")));
        foreach (var reader in (PlainPartner[])[taker, refuser])
        {
            await ArrivesAsync(reader, path);
            var body = JsonNode.Parse(reader.Received.First(call => $"{call.Method} {call.Path}" == path).Body)!;
            Assert.Equal("2026-03-01T12:34:56.789Z", (string?)body["last_updated"]);
            Assert.Equal("2026-03-01T12:34:56.789Z", (string?)body["evses"]![0]!["last_updated"]);
            var pulled = (await reader.SendAsync("GET", reader.At("locations/SENDER", "/broadcast-1"))).Is(200, 1000);
            Assert.Equal("2026-03-01T12:34:56.789Z", (string?)pulled.Data!["last_updated"]);
        }

        // What the one receiver objected to is the operator's to see, not the broadcaster's.
        (await cpo.SendAsync("PATCH", cpo.Own("locations", "broadcast-1"), """{"name":"New","last_updated":"2026-03-01T13:00:00Z"}""")).Is(200, 1000);
    }

    [Theory]
    [InlineData("2.2.1", "HUB", null)]
    [InlineData("2.3.0", "EMSP", "SEHUB")]
    [Requirement("RTE-015", "RTE-045", "RTE-046")]
    public async Task Hub_is_addressed_by_the_party_that_its_credentials_name_as_the_hub(string version, string role, string? hubPartyId)
    {
        await using var hub = await PlainPartner.StartAsync(version, "SE", version == "2.2.1" ? "OLD" : "EMP", role);
        hub.HubPartyId = hubPartyId;
        await hub.InviteAsync(gateway.Process);
        await hub.PostCredentialsAsync();
        var cpo = await gateway.NewAsync("2.3.0", "CPO");
        (await cpo.SendAsync("PUT", cpo.Own("locations", "hub-1"), Location(cpo, "hub-1").ToJsonString())).Is(201, 1000);

        var path = $"PUT /locations/{cpo.Country}/{cpo.Party}/hub-1";
        await ArrivesAsync(hub, path);
        var headers = hub.ReceivedHeaders.First(received => received.Request == path).Headers;
        Assert.Equal(("SE", version == "2.2.1" ? "OLD" : "HUB"), (headers["OCPI-to-country-code"], headers["OCPI-to-party-id"]));
        Assert.Equal((cpo.Country, cpo.Party), (headers["OCPI-from-country-code"], headers["OCPI-from-party-id"]));
    }

    [Fact]
    [Requirement("RTE-023")]
    public async Task Hub_pushes_what_its_parties_own_in_its_own_name()
    {
        await using var hub = await PlainPartner.StartAsync("2.3.0", "SE", "CPX", "CPO");
        hub.HubPartyId = "SEHUX";
        await hub.InviteAsync(gateway.Process);
        await hub.PostCredentialsAsync();
        (string, string)[] fromHub = [("OCPI-from-country-code", "SE"), ("OCPI-from-party-id", "HUX")];

        var answer = await hub.SendAsync("PUT", hub.Own("locations", "behind-1"), Location(hub, "behind-1").ToJsonString(), fromHub);

        answer.Is(201, 1000);
        Assert.Equal(("SE", "HUX"), (answer.Header("OCPI-to-country-code"), answer.Header("OCPI-to-party-id")));
        var stranger = Location(hub, "behind-2");
        stranger["party_id"] = "CPY";
        (await hub.SendAsync("PUT", hub.At("locations/RECEIVER", "/SE/CPY/behind-2"), stranger.ToJsonString(), fromHub)).Is(404, 2003);
    }

    private Task ArrivesAsync(PlainPartner partner, string request) => Eventually.TrueAsync(
        () => partner.ReceivedHeaders.Any(received => received.Request == request), $"{request} arrives", () => gateway.Process.Output, TestContext.Current.CancellationToken);
}
