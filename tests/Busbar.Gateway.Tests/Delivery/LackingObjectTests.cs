using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Delivery.Tariffs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging.Abstractions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What 2.1.1 cannot be shown for want of another object is told when that has come, although nobody changed it.</summary>
public sealed class LackingObjectTests
{
    [Fact]
    public async Task Session_is_told_once_its_location_is_known()
    {
        await using var rig = new DeliveryRig();
        var (partner, _) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        rig.Store.Put(Key(ModuleId.Sessions, "S1"), Session("S1", "L1"), audience: Msp);
        await Until(() => rig.Ports.Withheld.Count == 1);
        var lacking = Looking(rig);
        await lacking.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, rig.Store.LastSequence);

        rig.PutLocation("L1");
        await lacking.LookAsync(TestContext.Current.CancellationToken);

        await Until(() => partner.Requests.Any(request => request.ToString() == "PUT /r/sessions/NL/CPO/S1"));
        var sequence = rig.Store.LastSequence;
        await lacking.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(sequence, rig.Store.LastSequence);
    }

    [Fact]
    public async Task Tariff_with_a_current_is_told_once_connectors_tell_the_voltage()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        rig.Store.Put(Key(ModuleId.Tariffs, "T1"), Tariff("T1").Replace("\"step_size\":1}]", "\"step_size\":1}],\"restrictions\":{\"min_current\":16}", StringComparison.Ordinal));
        await Until(() => rig.Ports.Withheld.Count == 1);
        rig.PutLocation("L1");

        // The clock must not move while an answer is awaited: that would be a time-out.
        await rig.IdleAsync(connection);
        Assert.DoesNotContain("tariff_id", partner.Requests[0].Body, StringComparison.Ordinal);

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await Looking(rig).LookAsync(TestContext.Current.CancellationToken);

        await rig.IdleAsync(connection);
        Assert.Contains("min_power", partner.Requests.Single(request => request.ToString() == "PUT /r/tariffs/NL/CPO/T1").Body, StringComparison.Ordinal);
        Assert.Contains("\"tariff_id\":\"T1\"", partner.Requests[2].Body, StringComparison.Ordinal);
    }

    private static LackingObjects Looking(DeliveryRig rig) => new(
        rig.Store, rig.Ports, rig.Translator, new Retelling(rig.Store), rig.Directory, Leases.Alone, rig.Time, NullLogger<LackingObjects>.Instance);
}
