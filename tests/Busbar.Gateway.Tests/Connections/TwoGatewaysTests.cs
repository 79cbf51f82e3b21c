using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>Two gateways register with each other over real HTTP: whatever one says, the other has to understand.</summary>
public sealed class TwoGatewaysTests
{
    private static readonly PlatformParty Cpo = new(new PartyId("NL", "TNM"), Role.Cpo, "Charge & Co");
    private static readonly PlatformParty Emsp = new(new PartyId("DE", "ABC"), Role.Emsp, "Drive GmbH", "https://drive.example");

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("CRD-004", "CRD-005", "CRD-006", "CRD-007", "CRD-008", "CRD-009", "CRD-010", "CRD-011", "CRD-012", "CRD-014", "CRD-040", "CRD-041", "CRD-042", "CRD-043")]
    public async Task They_register_renew_and_part(OcpiVersion version)
    {
        await using var left = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Cpo], Versions = [version] });
        await using var right = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Emsp] });
        var waiting = await right.WaitForAsync("Left");

        var created = await left.RegisterWithAsync("Right", right.VersionsUrl, waiting.Token!);

        Assert.True(created.Handshake!.Succeeded, string.Join('\n', created.Handshake.Steps));
        Assert.Equal((ConnectionState.Connected, version), (created.Connection.State, created.Connection.Version));
        Assert.Equal((ConnectionState.Connected, version), (right.Find(waiting.Connection.Id).State, right.Find(waiting.Connection.Id).Version));
        Assert.Equal([Emsp], created.Connection.Parties);
        Assert.Equal([Cpo], right.Find(waiting.Connection.Id).Parties);
        await AssertOpenAsync(left, created.Connection.Id, right);
        await AssertOpenAsync(right, waiting.Connection.Id, left);

        foreach (var (from, id, to) in new[] { (left, created.Connection.Id, right), (right, waiting.Connection.Id, left) })
        {
            var renewed = await from.Operator.RotateAsync(id, overlap: null, TestContext.Current.CancellationToken);
            Assert.True(renewed.Succeeded, string.Join('\n', renewed.Steps));
            await AssertOpenAsync(left, created.Connection.Id, right);
            await AssertOpenAsync(right, waiting.Connection.Id, left);
        }

        var ended = await right.Operator.UnregisterAsync(waiting.Connection.Id, TestContext.Current.CancellationToken);
        Assert.True(ended.Succeeded, string.Join('\n', ended.Steps));
        Assert.Equal(ConnectionState.Unregistered, left.Find(created.Connection.Id).State);
    }

    [Fact]
    [Requirement("CRD-022", "CRD-029", "CRD-030")]
    public async Task They_move_to_a_newer_version_together()
    {
        await using var left = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Cpo] });
        await using var right = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Emsp] });
        var waiting = await right.WaitForAsync("Left");
        var created = await left.RegisterWithAsync("Right", right.VersionsUrl, waiting.Token!, OcpiVersion.V221);

        var report = await left.Operator.ChangeVersionAsync(created.Connection.Id, OcpiVersion.V230, TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded, string.Join('\n', report.Steps));
        Assert.Equal(OcpiVersion.V230, left.Find(created.Connection.Id).Version);
        Assert.Equal(OcpiVersion.V230, right.Find(waiting.Connection.Id).Version);
    }

    [Fact]
    public async Task Both_renewing_at_once_ends_with_both_still_connected()
    {
        await using var left = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Cpo] });
        await using var right = await TestGateway.StartAsync(new TestGatewayOptions { Hosted = [Emsp] });
        var waiting = await right.WaitForAsync("Left");
        var created = await left.RegisterWithAsync("Right", right.VersionsUrl, waiting.Token!);

        await Task.WhenAll(RotateAsync(left, created.Connection.Id), RotateAsync(right, waiting.Connection.Id));

        await AssertOpenAsync(left, created.Connection.Id, right);
        await AssertOpenAsync(right, waiting.Connection.Id, left);
    }

    /// <summary>Whichever comes second may be turned away; that is an answer, not a fault.</summary>
    private static async Task RotateAsync(TestGateway gateway, Guid id)
    {
        try
        {
            await gateway.Operator.RotateAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken);
        }
        catch (ConnectionRuleException turnedAway)
        {
            Assert.Contains("under way", turnedAway.Message, StringComparison.Ordinal);
        }
    }

    private static async Task AssertOpenAsync(TestGateway from, Guid connection, TestGateway to)
    {
        var token = await from.Store.ReadPartnerTokenAsync(connection, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await to.GetAsync($"/ocpi/{from.Find(connection).Version!.Value.Number()}/sender/locations", token!)).Http);
    }
}
