using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Connections;

public sealed class SpeakingTests
{
    private static readonly PartyId Itself = new("DE", "HUB");
    private static readonly PartyId Own = new("DE", "MSP");
    private static readonly PartyId Anothers = new("NL", "CPO");
    private static readonly PartyId Nobodys = new("FR", "EMP");

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    public void A_platform_speaks_for_its_own_and_a_hub_for_nobodys_unless_the_operator_said_which(bool hub, bool declared, bool forNobodys)
    {
        var platform = Platform(Own) with { HubParty = hub ? Itself : null, Declared = declared ? [new(Own, Role.Emsp, "Platform")] : [] };
        var snapshot = new ConnectionSnapshot([platform, Platform(Anothers)], [], []);

        Assert.True(platform.SpeaksFor(Own, snapshot));
        Assert.Equal(hub, platform.SpeaksFor(Itself, snapshot));
        Assert.False(platform.SpeaksFor(Anothers, snapshot));
        Assert.Equal(forNobodys, platform.SpeaksFor(Nobodys, snapshot));
    }

    private static Connection Platform(PartyId party) => new()
    {
        Id = Guid.NewGuid(), Name = party.ToString(), State = ConnectionState.Connected, CreatedAt = DateTimeOffset.UnixEpoch, Parties = [new(party, Role.Emsp, "Platform")],
    };
}
