using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Delivery.Partners;

/// <summary>
/// The typed clients towards the partners, each with the partner's token and habits. All of them use the one guarded HTTP client.
/// A client is kept while its connection stays as it is.
/// </summary>
public sealed class PartnerClients : IDisposable
{
    private readonly HttpClient _http;
    private readonly IConnectionStore _connections;
    private readonly ConnectionDirectory _directory;
    private readonly IExchangeObserver? _observer;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Guid, (Connection Connection, OcpiClient Client)> _clients = [];
    private readonly ConcurrentDictionary<Guid, ((decimal?, int) Limit, RequestPace Pace)> _paces = [];
    private int _generation;

    /// <param name="http">The guarded client.</param>
    /// <param name="connections">Holds the partners' tokens.</param>
    /// <param name="directory">Tells when they may have changed.</param>
    /// <param name="observer">Is told of every exchange; its peer is the connection's id.</param>
    /// <param name="clock">The clock.</param>
    public PartnerClients(HttpClient http, IConnectionStore connections, ConnectionDirectory directory, IExchangeObserver? observer, TimeProvider clock)
    {
        (_http, _connections, _directory, _observer, _clock) = (http, connections, directory, observer, clock);
        _directory.Changed += Forget;
    }

    /// <summary>The client for a connection; null when it is not agreed which version is spoken, or when the partner gave us no token.</summary>
    public ValueTask<OcpiClient?> FindAsync(Connection connection, CancellationToken cancellation) =>
        _clients.TryGetValue(connection.Id, out var kept) && (ReferenceEquals(kept.Connection, connection) || Serves(kept.Connection, connection))
            ? new(kept.Client)
            : CreateAsync(connection, cancellation);

    public void Dispose() => _directory.Changed -= Forget;

    /// <summary>Whether a client made for the one is right for the other: those who use it do not all see a connection's newest form at once.</summary>
    private static bool Serves(Connection made, Connection wanted) =>
        made.Version == wanted.Version && made.VersionsUrl == wanted.VersionsUrl && made.Endpoints.SequenceEqual(wanted.Endpoints)
        && (made.Profile with { Required = wanted.Profile.Required, Seen = wanted.Profile.Seen }) == wanted.Profile;

    private async ValueTask<OcpiClient?> CreateAsync(Connection connection, CancellationToken cancellation)
    {
        var generation = Volatile.Read(ref _generation);
        if (connection.Version is not { } version || await _connections.ReadPartnerTokenAsync(connection.Id, cancellation) is not { } token)
        {
            return null;
        }

        var client = new OcpiClient(
            _http,
            new OcpiPeer
            {
                Version = version,
                Endpoints = [.. connection.Endpoints.Select(endpoint => new OcpiEndpoint(endpoint.Module, endpoint.Role, endpoint.Url))],
                OtherHosts = connection.VersionsUrl is { } versions ? [versions.Host] : [],
                Token = token,
                TokenForm = connection.Profile.TokenEncoding == TokenEncoding.Raw ? TokenForm.Raw : TokenForm.Base64,
                Timeout = connection.Profile.Timeout,
                TrailingSlash = connection.Profile.TrailingSlash,
                SendsRouting = connection.Profile.RoutingHeaders,
                LowerCaseHeaders = connection.Profile.LowerCaseHeaders,
                WriteTime = connection.Profile.WriteTime,
                BodyForm = PartnerForm.Of(connection.Profile),
                Pace = PaceOf(connection),
                Tag = connection.Id,
            },
            _observer,
            _clock);

        // A token that was replaced while it was read must not be kept.
        if (generation == Volatile.Read(ref _generation))
        {
            _clients[connection.Id] = (connection, client);
        }

        return client;
    }

    /// <summary>The pace outlives the client: a change of something else must not give the partner a burst.</summary>
    private RequestPace PaceOf(Connection connection)
    {
        var wanted = (connection.Profile.RequestsPerSecond, connection.Profile.Burst);
        return _paces.AddOrUpdate(
            connection.Id,
            (_, limit) => (limit, Paced(limit)),
            (_, known, limit) => known.Limit == limit ? known : (limit, Paced(limit)),
            wanted).Pace;

        RequestPace Paced((decimal? PerSecond, int Burst) limit) => new(limit.PerSecond, limit.Burst, _clock);
    }

    private void Forget(ConnectionSnapshot snapshot)
    {
        Interlocked.Increment(ref _generation);
        _clients.Clear();
    }
}
