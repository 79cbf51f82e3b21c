using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Delivery;

public sealed class TranslationCountTests
{
    [Fact]
    public async Task Change_is_translated_once_per_version_however_many_partners_there_are()
    {
        await using var rig = new DeliveryRig();
        var partners = new List<(ScriptedPartner Partner, Connection Connection)>();
        for (var i = 0; i < 12; i++)
        {
            var version = OcpiVersions.All[i % OcpiVersions.All.Count];
            partners.Add(await rig.ConnectAsync(connection => connection with { Version = version }, new PartyId("DE", $"M{i:00}")));
        }

        await rig.StartAsync();
        rig.PutLocation("L1");
        foreach (var (_, connection) in partners)
        {
            await rig.IdleAsync(connection);
        }

        Assert.All(partners, one => Assert.Equal("PUT /r/locations/NL/CPO/L1", Assert.Single(one.Partner.Requests).ToString()));
        // Three versions besides the owner's.
        Assert.Equal(3, rig.Translator.Count);
    }
}
