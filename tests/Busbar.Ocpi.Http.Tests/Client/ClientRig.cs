using System.Collections.Concurrent;
using System.Text;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Busbar.Ocpi.Http.Tests.Client;

/// <summary>A client towards a partner that answers as each test says.</summary>
public abstract class ClientRig : IAsyncLifetime, IExchangeObserver
{
    protected const string Ok = """{"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""";

    protected Loopback Partner { get; private set; } = null!;

    /// <summary>What the partner does; the default is success without data.</summary>
    protected RequestDelegate Behaviour { get; set; } = http => http.Response.WriteAsync(Ok);

    protected ConcurrentQueue<Seen> Requests { get; } = [];

    protected ConcurrentQueue<ObservedExchange> Observed { get; } = [];

    public async ValueTask InitializeAsync() => Partner = await Loopback.StartAsync(async http =>
    {
        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        Requests.Enqueue(new Seen(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync()));
        await Behaviour(http);
    });

    public async ValueTask DisposeAsync()
    {
        await Partner.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public void Observe(ObservedExchange exchange) => Observed.Enqueue(exchange);

    protected OcpiPeer Peer(string slash = "") => new()
    {
        Version = OcpiVersion.V221,
        Token = "example-token",
        From = new PartyId("NL", "TNM"),
        To = new PartyId("DE", "ALL"),
        Tag = "partner",
        Timeout = TimeSpan.FromSeconds(30),
        Endpoints =
        [
            .. new[] { ModuleId.Locations, ModuleId.Tariffs, ModuleId.Tokens, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.Commands }.SelectMany(module =>
                new[] { InterfaceRole.Sender, InterfaceRole.Receiver }.Select(role =>
                    new OcpiEndpoint(module, role, new Uri(Partner.Url, $"/{role.Value.ToLowerInvariant()}/{module.Value}{slash}")))),
            new OcpiEndpoint(ModuleId.Credentials, InterfaceRole.Sender, new Uri(Partner.Url, "/credentials")),
        ],
    };

    protected OcpiClient Client(OcpiPeer? peer = null) => new(Partner.Http, peer ?? Peer(), this);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, string Body);
}
