using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What partners are told when nobody stands any more for what a party published.</summary>
public sealed class DepartureTests
{
    [Fact]
    public async Task Removed_connection_takes_along_what_its_parties_published_and_leaves_sessions_and_cdrs()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var (_, operators) = await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        rig.PutTariff("T1");
        rig.PutLocation("L1", source: operators.Id);
        rig.PutSession("S1");
        rig.PutCdr("C1", "S1");
        rig.Store.Put(Key(ModuleId.Tariffs, "X1", new PartyId("NL", "OTH")), Tariff("X1").Replace("CPO", "OTH", StringComparison.Ordinal));
        await rig.IdleAsync(connection);
        var sent = partner.Requests.Count;
        await rig.SaveAsync(operators with { State = ConnectionState.Unregistered });
        var departures = new Departures(rig.Store, rig.Directory, rig.Time);
        await departures.LeaveAsync(rig.Directory.Current.Find(operators.Id)!, TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);

        Assert.Equal(["PUT /r/locations/NL/CPO/L1", "DELETE /r/tariffs/NL/CPO/T1"], partner.Requests.Skip(sent).Select(r => r.ToString()));
        Assert.All(partner.Requests[sent].Json.GetProperty("evses").EnumerateArray(), e => Assert.Equal("REMOVED", e.GetProperty("status").GetString()));
        await departures.LeaveAsync(operators, TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        Assert.Equal(sent + 2, partner.Requests.Count);
    }

    [Fact]
    public async Task Party_that_has_moved_on_to_another_connection_keeps_what_it_published()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        var (_, before) = await rig.ConnectAsync(c => c with { State = ConnectionState.Unregistered, Profile = c.Profile with { Push = false } }, party: Cpo, role: Role.Cpo);
        await rig.ConnectAsync(party: Cpo, role: Role.Cpo);
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        await new Departures(rig.Store, rig.Directory, rig.Time).LeaveAsync(before, TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());
    }

    [Fact]
    public async Task Party_that_is_hosted_no_longer_takes_along_what_it_published()
    {
        await using var rig = new DeliveryRig();
        rig.Ports.HostedParties.Add(new PlatformParty(Cpo, Role.Cpo, "Operator"));
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutTariff("T1");
        await rig.IdleAsync(connection);
        var departures = new Departures(rig.Store, rig.Directory, rig.Time);
        await departures.LeaveAsync(new PlatformParty(Cpo, Role.Emsp, "Operator"), TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        Assert.Single(partner.Requests);
        await departures.LeaveAsync(new PlatformParty(Cpo, Role.Cpo, "Operator"), TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);
        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", partner.Requests[^1].ToString());
    }
}
