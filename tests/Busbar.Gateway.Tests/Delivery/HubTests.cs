using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>How a partner that is a hub is addressed.</summary>
public sealed class HubTests
{
    private static readonly PartyId Hub = new("BE", "HUB");

    [Fact]
    [Requirement("RTE-015", "RTE-016", "RTE-017")]
    public async Task What_is_for_everybody_is_broadcast_and_what_is_one_partys_goes_to_it()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with
        {
            HubParty = Hub,
            Parties = [new(Msp, Role.Emsp, "Driver Club"), new(new PartyId("FR", "NSP"), Role.Nsp, "Maps")],
        });
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutLocation("L1");
        rig.PutSession("S1");
        rig.PutCdr("C1", "S1");
        await rig.IdleAsync(connection);
        rig.PutLocation("L1", "CHARGING", 2, evse: "E1");
        await rig.IdleAsync(connection);

        Assert.Equal(
            [
                "PATCH /r/locations/NL/CPO/L1/E1 to HUB", "POST /r/cdrs to MSP", "PUT /r/locations/NL/CPO/L1 to HUB",
                "PUT /r/sessions/NL/CPO/S1 to MSP", "PUT /r/tariffs/NL/CPO/T1 to HUB",
            ],
            partner.Requests.Select(request => $"{request} to {request.Headers["OCPI-to-party-id"]}").Order(StringComparer.Ordinal));
        Assert.All(partner.Requests, request => Assert.Equal("CPO", request.Headers["OCPI-from-party-id"]));
    }

    [Fact]
    [Requirement("RTE-016")]
    public async Task A_hub_finds_the_receivers_of_a_deletion_itself()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { HubParty = Hub });
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        await rig.IdleAsync(connection);

        var deletion = partner.Requests[^1];
        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", deletion.ToString());
        Assert.DoesNotContain("OCPI-to-party-id", deletion.Headers.Keys);
        Assert.Equal("CPO", deletion.Headers["OCPI-from-party-id"]);
        Assert.DoesNotContain("Content-Type", deletion.Headers.Keys);
    }

    [Fact]
    [Requirement("RTE-017")]
    public async Task A_hub_that_presents_itself_only_gets_nobodys_sessions_and_CDRs()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221, HubParty = Hub, Parties = [new(Hub, Role.Hub, "Hub")] });
        await rig.StartAsync();
        rig.PutSession("S1");
        rig.PutCdr("C1", "S1");
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/locations/NL/CPO/L1 to HUB", $"{Assert.Single(partner.Requests)} to {partner.Requests[0].Headers["OCPI-to-party-id"]}");
    }
}
