using System.Net;
using Busbar.Core.Limits;
using Busbar.Core.Parties;
using Busbar.Core.Retention;

namespace Busbar.Configuration;

/// <summary>The gateway's settings, read and checked once at start (configuration section "Busbar").</summary>
internal sealed record GatewayOptions
{
    public const string Section = "Busbar";

    /// <summary>ADO.NET connection string of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The folder of the SQLite database; null on PostgreSQL, which several processes share.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder of the key ring that encrypts partners' tokens; null to keep the ring in the database.</summary>
    public string? KeyFolder { get; init; }

    /// <summary>Base of every URL handed to partners; null to use the first address the server listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The operator API's key when the operator chose one.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Whether partners may be on loopback and private addresses.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>How fast each partner's requests are taken, where its profile says nothing; null for as fast as they come.</summary>
    public RequestRate? Limit { get; init; }

    /// <summary>The proxies that are believed when they say for whom they ask (X-Forwarded-For).</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How long what is kept.</summary>
    public required RetentionPolicy Retention { get; init; }

    /// <summary>The party that we present when there is none to present for.</summary>
    public required PlatformParty Party { get; init; }
}
