using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>
/// Calls one partner. Bodies and data are the objects' own bytes; a fault of the partner or of the network is a value
/// (<see cref="OcpiResponse.Failure"/>), never an exception. Nothing is retried.
/// </summary>
/// <param name="http">Sends the requests; its handler decides on TLS, proxies, addresses and decompression. Should not follow redirects.</param>
/// <param name="peer">The partner.</param>
/// <param name="observer">Is told of every exchange.</param>
/// <param name="clock">The clock; null for the system's.</param>
public sealed class OcpiClient(HttpClient http, OcpiPeer peer, IExchangeObserver? observer = null, TimeProvider? clock = null)
{
    internal static readonly OcpiResponse NoAddress = new()
    {
        Failure = OcpiFailure.Refused,
        Message = "An id that is empty or made of dots alone cannot stand in a URL.",
    };

    private readonly OcpiTransport _transport = new(http, peer, observer, clock ?? TimeProvider.System);

    /// <summary>The partner.</summary>
    public OcpiPeer Peer => peer;

    /// <summary>GET versions; data is read by <see cref="Versions.VersionList"/>.</summary>
    /// <param name="url">The partner's versions URL.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<OcpiResponse> GetVersionsAsync(Uri url, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, url, null, null, options, cancellation);

    /// <summary>GET version details; data is read by <see cref="Versions.VersionDetailsAnswer"/>.</summary>
    /// <param name="url">The URL in the list of versions.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<OcpiResponse> GetVersionDetailsAsync(Uri url, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, url, null, null, options, cancellation);

    /// <summary>GET credentials.</summary>
    public Task<OcpiResponse> GetCredentialsAsync(CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, ModuleId.Credentials, InterfaceRole.Receiver, [], null, options, cancellation);

    /// <summary>POST credentials: registers; data is the partner's credentials.</summary>
    public Task<OcpiResponse> PostCredentialsAsync(ReadOnlyMemory<byte> credentials, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, ModuleId.Credentials, InterfaceRole.Receiver, [], credentials, options, cancellation);

    /// <summary>PUT credentials: updates; data is the partner's credentials.</summary>
    public Task<OcpiResponse> PutCredentialsAsync(ReadOnlyMemory<byte> credentials, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Put, ModuleId.Credentials, InterfaceRole.Receiver, [], credentials, options, cancellation);

    /// <summary>DELETE credentials: unregisters.</summary>
    public Task<OcpiResponse> DeleteCredentialsAsync(CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Delete, ModuleId.Credentials, InterfaceRole.Receiver, [], null, options, cancellation);

    /// <summary>Crawls the list on the partner's sender interface, page by page, following the Link header.</summary>
    /// <remarks>A failure is the last page yielded; the token never goes to another host than the endpoint's.</remarks>
    public IAsyncEnumerable<OcpiPage> GetPagesAsync(
        ModuleId module, ListQuery? query = null, CallOptions? options = null, CancellationToken cancellation = default)
    {
        return peer.Endpoint(module, InterfaceRole.Sender) is { } endpoint
            ? new Crawl(
                _transport, module, query?.Collection is { } collection ? OcpiUrl.Join(endpoint, collection) : endpoint, InVersion(query ?? new ListQuery()), options)
                .PagesAsync(cancellation)
            : Missing();

        async IAsyncEnumerable<OcpiPage> Missing()
        {
            await Task.CompletedTask;
            yield return new OcpiPage(new Uri("about:blank"), NoEndpoint(module, InterfaceRole.Sender), [], null);
        }
    }

    /// <summary>GET of one object on its owner's sender interface.</summary>
    public Task<OcpiResponse> GetAsync(ObjectReference reference, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, reference.Module, InterfaceRole.Sender, reference.Segments, null, options, cancellation);

    /// <summary>GET of an object of ours as the partner's receiver interface holds it.</summary>
    public Task<OcpiResponse> GetAsync(ObjectAddress address, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, address, null, options, cancellation);

    /// <summary>PUT of an object, or of a part of a Location, to the partner's receiver interface.</summary>
    public Task<OcpiResponse> PutAsync(
        ObjectAddress address, ReadOnlyMemory<byte> body, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Put, address, body, options, cancellation);

    /// <summary>PATCH of an object, or of a part of a Location, at the partner's receiver interface.</summary>
    public Task<OcpiResponse> PatchAsync(
        ObjectAddress address, ReadOnlyMemory<byte> body, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Patch, address, body, options, cancellation);

    /// <summary>DELETE of an object (tariffs) at the partner's receiver interface.</summary>
    public Task<OcpiResponse> DeleteAsync(ObjectAddress address, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Delete, address, null, options, cancellation);

    /// <summary>POST of a CDR to the partner's receiver interface; <see cref="OcpiResponse.Location"/> is its URL there.</summary>
    public Task<OcpiResponse> PostCdrAsync(ReadOnlyMemory<byte> cdr, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, ModuleId.Cdrs, InterfaceRole.Receiver, [], cdr, options, cancellation);

    /// <summary>GET of a CDR at the URL that its POST answered.</summary>
    public Task<OcpiResponse> GetCdrAsync(Uri location, CallOptions? options = null, CancellationToken cancellation = default) =>
        Foreign(location) ?? SendAsync(HttpMethod.Get, location, ModuleId.Cdrs, null, options, cancellation);

    /// <summary>POST authorize of a token at the partner's sender interface; data is AuthorizationInfo.</summary>
    /// <param name="tokenUid">The token's uid.</param>
    /// <param name="tokenType">The token's type; null leaves it out, which means RFID.</param>
    /// <param name="locationReferences">Where the token is to be used; null sends no body.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public async Task<OcpiResponse> AuthorizeAsync(
        string tokenUid, string? tokenType, ReadOnlyMemory<byte>? locationReferences = null, CallOptions? options = null, CancellationToken cancellation = default)
    {
        if (peer.Endpoint(ModuleId.Tokens, InterfaceRole.Sender) is not { } endpoint)
            return NoEndpoint(ModuleId.Tokens, InterfaceRole.Sender);

        if (!OcpiUrl.CanBeSegment(tokenUid))
            return NoAddress;

        var url = OcpiUrl.WithQuery(Ended(OcpiUrl.Join(endpoint, tokenUid, "authorize")), "type", tokenType);
        if (peer.Version == OcpiVersion.V211)
            url = OcpiUrl.WithQuery(url, "token_type", tokenType); // its document calls the parameter both

        return (await SendAsync(HttpMethod.Post, url, ModuleId.Tokens, locationReferences, options, cancellation)).OnlyItem();
    }

    /// <summary>POST of a command to the partner's receiver interface; data is CommandResponse.</summary>
    /// <param name="command">The command's name, for example "START_SESSION".</param>
    /// <param name="body">The command, with the response_url.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public async Task<OcpiResponse> SendCommandAsync(
        string command, ReadOnlyMemory<byte> body, CallOptions? options = null, CancellationToken cancellation = default)
    {
        var response = (await SendAsync(HttpMethod.Post, ModuleId.Commands, InterfaceRole.Receiver, [command], body, options, cancellation)).OnlyItem();
        if (!response.IsSuccess || response.Data.IsEmpty)
            return response;

        var notes = new List<Tolerated>(response.Tolerated);
        return response with { Data = EnvelopeReader.Unwrap(response.Data, "CommandResponse", notes), Tolerated = notes };
    }

    /// <summary>POST of a CommandResult to the response_url that came with the command, used as it is.</summary>
    /// <remarks>The URL must be on a host of the partner's (AMB-089), else nothing is sent.</remarks>
    public Task<OcpiResponse> PostCommandResultAsync(
        Uri responseUrl, ReadOnlyMemory<byte> result, CallOptions? options = null, CancellationToken cancellation = default) =>
        Foreign(responseUrl) ?? SendAsync(HttpMethod.Post, responseUrl, ModuleId.Commands, result, options, cancellation);

    /// <summary>PUT of a driver's preferences for a session at the partner's sender interface.</summary>
    public Task<OcpiResponse> SetChargingPreferencesAsync(
        string sessionId, ReadOnlyMemory<byte> preferences, CallOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Put, ModuleId.Sessions, InterfaceRole.Sender, [sessionId, "charging_preferences"], preferences, options, cancellation);

    /// <summary>Any request, for what has no method here (custom modules, conformance checks).</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">An absolute URL; the token is sent to it.</param>
    /// <param name="module">The module; null for Versions. Decides whether routing headers are sent.</param>
    /// <param name="body">JSON, or null for no body.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<OcpiResponse> SendAsync(
        HttpMethod method, Uri url, ModuleId? module, ReadOnlyMemory<byte>? body, CallOptions? options = null, CancellationToken cancellation = default) =>
        _transport.SendAsync(new OutgoingRequest(method, url, module, body), options, cancellation);

    /// <summary>A request of a custom module, which the standard does not know: body and answer are passed as they are.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="module">The module.</param>
    /// <param name="side">Which of the partner's endpoints.</param>
    /// <param name="path">What follows the endpoint, as segments.</param>
    /// <param name="query">The query as it is to be sent, without its question mark.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">The kind of body; null for JSON.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<OcpiResponse> PassAsync(
        HttpMethod method, ModuleId module, InterfaceRole side, IReadOnlyList<string> path, string query, ReadOnlyMemory<byte>? body, string? contentType,
        CallOptions? options = null, CancellationToken cancellation = default)
    {
        if (peer.Endpoint(module, side) is not { } endpoint)
            return Task.FromResult(NoEndpoint(module, side));
        if (!path.All(OcpiUrl.CanBeSegment))
            return Task.FromResult(NoAddress);

        var url = path.Count == 0 ? endpoint : OcpiUrl.Join(endpoint, path);
        if (query.Length > 0)
            url = new Uri($"{url.AbsoluteUri}{(url.Query.Length == 0 ? '?' : '&')}{query}");
        return _transport.SendAsync(new OutgoingRequest(method, url, module, body) { ContentType = contentType, Raw = true }, options, cancellation);
    }

    private Task<OcpiResponse> SendAsync(
        HttpMethod method, ObjectAddress address, ReadOnlyMemory<byte>? body, CallOptions? options, CancellationToken cancellation)
    {
        if (peer.Endpoint(address.Module, InterfaceRole.Receiver) is not { } endpoint)
            return Task.FromResult(NoEndpoint(address.Module, InterfaceRole.Receiver));

        if (!address.Segments.All(OcpiUrl.CanBeSegment))
            return Task.FromResult(NoAddress);

        var url = OcpiUrl.WithQuery(Ended(OcpiUrl.Join(endpoint, address.Segments)), "type", address.TokenType);
        return SendAsync(method, url, address.Module, body, options, cancellation);
    }

    /// <summary>Any request below one of the partner's endpoints.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="module">The module.</param>
    /// <param name="side">The partner's side of it.</param>
    /// <param name="segments">The path below the endpoint, not encoded.</param>
    /// <param name="body">JSON, or null for no body.</param>
    /// <param name="options">What this call does differently.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<OcpiResponse> SendAsync(
        HttpMethod method, ModuleId module, InterfaceRole side, IReadOnlyList<string> segments, ReadOnlyMemory<byte>? body, CallOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (peer.Endpoint(module, side) is not { } endpoint)
            return Task.FromResult(NoEndpoint(module, side));
        if (!segments.All(OcpiUrl.CanBeSegment))
            return Task.FromResult(NoAddress);

        return SendAsync(method, segments.Count == 0 ? endpoint : Ended(OcpiUrl.Join(endpoint, segments)), module, body, options, cancellation);
    }

    /// <summary>2.1.1 shows no fractions of seconds; beginning a little earlier, and ending a little later, misses nothing.</summary>
    private ListQuery InVersion(ListQuery query) => peer.Version > OcpiVersion.V211
        ? query
        : query with { DateFrom = WholeSecond(query.DateFrom, 0), DateTo = WholeSecond(query.DateTo, TimeSpan.TicksPerSecond - 1) };

    private static DateTimeOffset? WholeSecond(DateTimeOffset? time, long ahead) =>
        time is { } given ? given.AddTicks(ahead - ((given.Ticks + ahead) % TimeSpan.TicksPerSecond)) : null;

    internal Task<OcpiResponse>? Foreign(Uri url)
    {
        var known = url.IsAbsoluteUri && (peer.Endpoints.Any(endpoint => Origin.SameHost(endpoint.Url, url))
            || peer.OtherHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase));
        return known
            ? null
            : Task.FromResult(new OcpiResponse { Failure = OcpiFailure.Refused, Message = "The URL is not on a host of the partner's." });
    }

    private Uri Ended(Uri url) => OcpiUrl.WithSlash(url, peer.TrailingSlash);

    internal static OcpiResponse NoEndpoint(ModuleId module, InterfaceRole side) => new()
    {
        Failure = OcpiFailure.NoEndpoint,
        Message = $"The partner has no {side.Value.ToLowerInvariant()} endpoint of the module {module.Value}.",
    };
}
