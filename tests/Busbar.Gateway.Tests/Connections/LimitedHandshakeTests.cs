using System.Globalization;
using Busbar.Core.Connections;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>A partner that takes only so many requests a second may refuse one of a handshake.</summary>
public sealed class LimitedHandshakeTests
{
    private const string TokenA = "token-a-from-the-partner";

    [Theory]
    [InlineData(0, 1, ConnectionState.Connected, 6)]
    [InlineData(0, 2, ConnectionState.Connected, 9)]
    [InlineData(0, 3, ConnectionState.Registering, 3)]
    [InlineData(3600, 1, ConnectionState.Registering, 1)]
    public async Task A_request_that_came_too_soon_is_made_again_when_the_partner_asks_for_a_short_wait(int wait, int refusals, ConnectionState state, int requests)
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync(TokenA);
        var refused = new Dictionary<string, int>();
        partner.Instead = (http, _) =>
        {
            var path = http.Request.Path.Value!;
            if (refused.GetValueOrDefault(path) == refusals)
            {
                return null;
            }

            refused[path] = refused.GetValueOrDefault(path) + 1;
            http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return (429, ScriptedPartner.Envelope(null, 2000));
        };

        var created = await gateway.RegisterWithAsync("TNM", partner.VersionsUrl, TokenA);

        Assert.True(created.Connection.State == state, string.Join('\n', created.Handshake!.Steps));
        Assert.Equal(requests, partner.Seen.Count);
    }
}
