using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Two tokens of one uid, and an operator of 2.1.1 that can have one of them.</summary>
public sealed class SameUidTests
{
    [Fact]
    public async Task Card_takes_the_place_of_the_app_and_stays_when_the_app_goes()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 }, Cpo, Role.Cpo);
        await rig.StartAsync();
        var (app, card) = (TokenKey.Of(Msp, "U1", "APP_USER"), TokenKey.Of(Msp, "U1", "RFID"));
        rig.Store.Put(app, Token("U1", "APP_USER"));
        await rig.IdleAsync(connection);
        Assert.Equal("OTHER", partner.Requests[^1].Json.GetProperty("type").GetString());

        rig.Store.Put(card, Token("U1"));
        await rig.IdleAsync(connection);
        rig.Store.Put(app, Token("U1", "APP_USER").Replace("DEMSPC1", "DEMSPC2", StringComparison.Ordinal));
        await rig.IdleAsync(connection);
        rig.Store.Delete(app);
        await rig.IdleAsync(connection);

        Assert.All(partner.Requests.Skip(1), request => Assert.Equal(
            ("PUT /r/tokens/DE/MSP/U1", "RFID", true), (request.ToString(), request.Json.GetProperty("type").GetString(), request.Json.GetProperty("valid").GetBoolean())));
    }

    [Fact]
    public async Task App_takes_the_place_of_the_card_that_goes()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 }, Cpo, Role.Cpo);
        await rig.StartAsync();
        var (app, card) = (TokenKey.Of(Msp, "U1", "APP_USER"), TokenKey.Of(Msp, "U1", "RFID"));
        rig.Store.Put(card, Token("U1"));
        rig.Store.Put(app, Token("U1", "APP_USER"));
        await rig.IdleAsync(connection);
        rig.Store.Delete(card);
        await rig.IdleAsync(connection);

        Assert.Equal(("OTHER", true), (partner.Requests[^1].Json.GetProperty("type").GetString(), partner.Requests[^1].Json.GetProperty("valid").GetBoolean()));
        rig.Store.Delete(app);
        await rig.IdleAsync(connection);
        Assert.False(partner.Requests[^1].Json.GetProperty("valid").GetBoolean());
    }
}
