using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>One gateway with an operator and a provider of every version on it. Each version is registered with once in either direction.</summary>
public sealed class MatrixNetwork : IAsyncLifetime
{
    private readonly Dictionary<string, MatrixPartner> _operators = [];
    private readonly Dictionary<string, MatrixPartner> _providers = [];

    public static IReadOnlyList<string> Versions { get; } = ["2.1.1", "2.2", "2.2.1", "2.3.0"];

    public GatewayProcess Gateway { get; private set; } = null!;

    internal MatrixPartner Operator(string version) => _operators[version];

    internal MatrixPartner Provider(string version) => _providers[version];

    public async ValueTask InitializeAsync()
    {
        Gateway = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < Versions.Count; i++)
        {
            var (country, version) = (i % 2 == 0 ? "NL" : "BE", Versions[i]);
            _operators.Add(version, await ConnectAsync(version, "CPO", country, $"CP{i}", registers: i % 2 == 0));
            _providers.Add(version, await ConnectAsync(version, "EMSP", country, $"MS{i}", registers: i % 2 == 1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var partner in _operators.Values.Concat(_providers.Values))
        {
            await partner.DisposeAsync();
        }

        await Gateway.DisposeAsync();
    }

    private async Task<MatrixPartner> ConnectAsync(string version, string role, string country, string party, bool registers)
    {
        var partner = await MatrixPartner.StartAsync(version, role, country, party);
        await (registers ? partner.RegisterAsync(Gateway) : partner.InviteAsync(Gateway));
        return partner;
    }
}
