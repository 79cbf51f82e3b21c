using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Common;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Pushes that the operator paused.</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task What_changes_while_the_pushes_are_paused_waits_over_a_restart_and_goes_when_they_are_resumed()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        await rig.SaveAsync(connection with { PausedAt = rig.Time.GetUtcNow() });
        await Until(() => rig.Status(connection).State == DeliveryState.Paused);
        rig.PutLocation("L1", version: 1);
        rig.PutLocation("L1", version: 2);
        rig.PutCdr("C1");
        rig.PutCdr("C2");
        await Until(() => rig.Status(connection).Pending == 3);
        await rig.StopAsync();
        await rig.StartAsync();
        await Until(() => rig.Status(connection) is { State: DeliveryState.Paused, Pending: 3, Cursor: 1 });
        Assert.Single(partner.Requests);

        await rig.SaveAsync(connection);
        await rig.IdleAsync(connection);
        Assert.Equal(["POST /r/cdrs", "POST /r/cdrs", "PUT /r/locations/NL/CPO/L1"], partner.Requests.Skip(1).Select(r => r.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("v2", partner.Requests.Single(r => r.Method == "PUT" && r.Path.EndsWith("L1", StringComparison.Ordinal)).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Load_of_a_new_partner_waits_too()
    {
        await using var rig = new DeliveryRig();
        rig.PutTariff("T1");
        var (partner, connection) = await rig.ConnectAsync(c => c with { PausedAt = c.CreatedAt });
        await rig.StartAsync();
        await Until(() => rig.Status(connection) is { State: DeliveryState.Paused, Pending: 1 });
        Assert.Empty(partner.Requests);
        await rig.SaveAsync(connection with { PausedAt = null });
        await rig.IdleAsync(connection);
        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());
    }
}
