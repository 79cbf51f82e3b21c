using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Gateway.Tests.Admin;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>The whole gateway with an operator and a provider in every version it speaks; both answer every call of the gateway with the same words.</summary>
internal sealed class FuzzGateway : IAsyncDisposable
{
    private static readonly ModuleSwitches EveryModule = OfferedModules.All.Select(offered => offered.Module).Distinct()
        .Aggregate(ModuleSwitches.Default, (switches, module) => switches.With(module, ModuleUse.Both));

    private readonly OperatorGateway _gateway;
    private readonly WebApplication _partners;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<(OcpiVersion Version, bool AsCpo), string> _tokens = [];
    private readonly Dictionary<OcpiVersion, IReadOnlyList<string>> _endpoints = [];
    private readonly DirectoryInfo _folder;

    private FuzzGateway(OperatorGateway gateway, WebApplication partners, DirectoryInfo folder)
    {
        _gateway = gateway;
        _partners = partners;
        _folder = folder;
        Store = new StoreImage(Path.Combine(folder.FullName, "busbar.db"));
    }

    public StoreImage Store { get; }

    /// <summary>The endpoints that a version's details list, below the version.</summary>
    public IReadOnlyList<string> Endpoints(OcpiVersion version) => _endpoints[version];

    public static async Task<FuzzGateway> StartAsync(IReadOnlyList<OcpiVersion> versions)
    {
        var folder = Directory.CreateTempSubdirectory("busbar-fuzz-");
        var fuzz = new FuzzGateway(await OperatorGateway.StartAsync(folder), await PartnersAsync(), folder);
        foreach (var version in versions)
        {
            await fuzz.ConnectAsync(version, asCpo: true);
            await fuzz.ConnectAsync(version, asCpo: false);
            await fuzz.DiscoverAsync(version);
            foreach (var request in FuzzStock.Requests(version))
            {
                var answer = await fuzz.SendAsync(request);
                Assert.False(answer.IsRefusal, $"{request}\n  -> {answer.Text}");
            }
        }

        return fuzz;
    }

    public async Task<FuzzAnswer> SendAsync(FuzzCase made)
    {
        var uri = new Uri(
            $"{_gateway.Http.BaseAddress!.ToString().TrimEnd('/')}/ocpi/{made.Version.Number()}/{made.Path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(made.Method), uri);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_tokens[(made.Version, made.AsCpo)])));
        request.Headers.TryAddWithoutValidation("X-Request-ID", made.Seed.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Correlation-ID", made.Seed.ToString(CultureInfo.InvariantCulture));
        if (made.Body.Length > 0 || made.Method is "PUT" or "POST" or "PATCH")
        {
            request.Content = new ByteArrayContent(made.Body);
            request.Content.Headers.ContentType = made.ContentType is { } type ? MediaTypeHeaderValue.Parse(type) : null;
        }

        foreach (var (name, value) in made.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new FuzzAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _partners.StopAsync();
        await _partners.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ConnectAsync(OcpiVersion version, bool asCpo)
    {
        var token = CredentialsToken.Create();
        var (country, party) = FuzzStock.PartyOf(version, asCpo);
        var url = new Uri(_partners.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = $"{(asCpo ? "operator" : "provider")} {version.Number()}",
            State = ConnectionState.Connected,
            Version = version,
            VersionsUrl = new Uri(url, "versions"),
            Parties = [new PlatformParty(new PartyId(country, party), asCpo ? Role.Cpo : Role.Emsp, party)],

            // The operator is a hub as well, which may tell of others.
            HubParty = asCpo && version > OcpiVersion.V211 ? new PartyId(country, party) : null,

            // Called, but not pushed to: what goes out of this gateway is not what is tried here.
            Endpoints = asCpo
                ? [new(ModuleId.Commands, InterfaceRole.Receiver, new Uri(url, "commands")), new(ModuleId.ChargingProfiles, InterfaceRole.Receiver, new Uri(url, "chargingprofiles"))]
                : [new(ModuleId.Tokens, InterfaceRole.Sender, new Uri(url, "tokens")), new(ModuleId.ChargingProfiles, InterfaceRole.Sender, new Uri(url, "chargingprofiles"))],
            Profile = new PartnerProfile { Modules = EveryModule },
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await _gateway.App.Services.GetRequiredService<ConnectionDirectory>().ChangeAsync(
            _ => new ConnectionChange(
                connection, new TokenChanges { Issue = [new(CredentialsToken.Hash(token), connection.Id, TokenKind.C, null)], PartnerToken = "a-token" }),
            TestContext.Current.CancellationToken);
        _tokens[(version, asCpo)] = token;
    }

    private async Task DiscoverAsync(OcpiVersion version)
    {
        var details = await SendAsync(new FuzzCase { Seed = 0, Version = version, AsCpo = true, Method = "GET", Path = "", Body = [], Mutation = "" });
        using var document = JsonDocument.Parse(details.Text);
        var prefix = $"/ocpi/{version.Number()}/";
        _endpoints[version] =
        [
            .. document.RootElement.GetProperty("data").GetProperty("endpoints").EnumerateArray()
                .Select(endpoint => endpoint.GetProperty("url").GetString()!).Select(url => url[(url.IndexOf(prefix, StringComparison.Ordinal) + prefix.Length)..])

                // Nobody is to end a registration, whose own requests are among the known ones.
                .Where(path => path != "credentials"),
        ];
    }

    private static async Task<WebApplication> PartnersAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync("""{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z","data":{"result":"ACCEPTED","timeout":30,"allowed":"BLOCKED"}}""");
        });
        await app.StartAsync();
        return app;
    }
}
