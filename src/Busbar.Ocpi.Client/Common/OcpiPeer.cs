using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>What a client must know of the partner it calls.</summary>
public sealed record OcpiPeer
{
    /// <summary>The version spoken.</summary>
    public required OcpiVersion Version { get; init; }

    /// <summary>The partner's endpoints of that version; empty until its version details were read.</summary>
    public IReadOnlyList<OcpiEndpoint> Endpoints { get; init; } = [];

    /// <summary>The token that the partner gave us. Secret.</summary>
    public required string Token { get; init; }

    /// <summary>How the partner expects the token.</summary>
    public TokenForm TokenForm { get; init; } = TokenForm.Base64;

    /// <summary>The party that asks, unless a call names another.</summary>
    public PartyId? From { get; init; }

    /// <summary>The party that is asked, unless a call names another.</summary>
    public PartyId? To { get; init; }

    /// <summary>The most an answer's body may hold, in bytes.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a request may take, unless a call says otherwise.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Hosts besides those of the endpoints that may get the token when a message names them (response_url).</summary>
    public IReadOnlyCollection<string> OtherHosts { get; init; } = [];

    /// <summary>Whether URLs below an endpoint end with a slash.</summary>
    public bool TrailingSlash { get; init; }

    /// <summary>Whether the OCPI-to and OCPI-from headers are sent (2.2 and later).</summary>
    public bool SendsRouting { get; init; } = true;

    /// <summary>Whether the names of OCPI's headers are written in lower case; they mean the same, but not every partner knows.</summary>
    public bool LowerCaseHeaders { get; init; }

    /// <summary>How a moment is written in a query; null for the regular form.</summary>
    public Func<DateTimeOffset, string>? WriteTime { get; init; }

    /// <summary>What is done to a body before it is sent; null for nothing.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? BodyForm { get; init; }

    /// <summary>Keeps the requests to the partner within its rate; null for none.</summary>
    public RequestPace? Pace { get; init; }

    /// <summary>Handed to the observer with every exchange.</summary>
    public object? Tag { get; init; }

    /// <summary>The endpoint of a module's side, or null. The side of Credentials does not matter.</summary>
    public Uri? Endpoint(ModuleId module, InterfaceRole role)
    {
        foreach (var endpoint in Endpoints)
        {
            if (string.Equals(endpoint.Module.Value, module.Value, StringComparison.OrdinalIgnoreCase)
                && (module == ModuleId.Credentials || endpoint.Role == role))
            {
                return endpoint.Url;
            }
        }

        return null;
    }

    /// <summary>Leaves the token out.</summary>
    public override string ToString() => $"OcpiPeer({Version.Number()}, {Endpoints.Count} endpoints)";
}
