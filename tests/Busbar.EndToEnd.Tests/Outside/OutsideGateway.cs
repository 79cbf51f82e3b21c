using System.Globalization;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>The tests that look at one gateway process from outside.</summary>
[CollectionDefinition]
public sealed class OutsideTests : ICollectionFixture<OutsideGateway>;

/// <summary>One gateway process for all tests that look at it from outside, with an operator and a provider in each version on it.</summary>
public sealed class OutsideGateway : IAsyncLifetime
{
    private readonly List<PlainPartner> _partners = [];
    private int _made;

    public GatewayProcess Process { get; private set; } = null!;

    public PlainPartner Cpo230 { get; private set; } = null!;

    public PlainPartner Cpo221 { get; private set; } = null!;

    public PlainPartner Emsp230 { get; private set; } = null!;

    public PlainPartner Emsp221 { get; private set; } = null!;

    public OperatorClient Api => Process.Api;

    public async ValueTask InitializeAsync()
    {
        Process = await GatewayProcess.StartAsync(CancellationToken.None);
        Cpo230 = await NewAsync("2.3.0", "NL", "CPA", "CPO");
        Cpo221 = await NewAsync("2.2.1", "NL", "CPB", "CPO");
        Emsp230 = await NewAsync("2.3.0", "NL", "EMA", "EMSP");
        Emsp221 = await NewAsync("2.2.1", "NL", "EMB", "EMSP");
    }

    /// <summary>A registered partner of a test's own, so that what the test sees is not mixed with the data of others.</summary>
    public Task<PlainPartner> NewAsync(string version, string role) =>
        NewAsync(version, "BE", string.Create(CultureInfo.InvariantCulture, $"Z{Interlocked.Increment(ref _made):X2}"), role);

    private async Task<PlainPartner> NewAsync(string version, string country, string party, string role)
    {
        var partner = await PlainPartner.RegisterAsync(Process, version, country, party, role);
        lock (_partners)
        {
            _partners.Add(partner);
        }

        return partner;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var partner in _partners)
        {
            await partner.DisposeAsync();
        }

        await Process.DisposeAsync();
    }
}
