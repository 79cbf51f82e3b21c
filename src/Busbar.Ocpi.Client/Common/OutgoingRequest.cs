using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Common;

/// <summary>One request before it has headers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">An absolute URL.</param>
/// <param name="Module">The module; null for Versions. Decides whether routing headers are sent.</param>
/// <param name="Body">JSON, or null for no body.</param>
internal sealed record OutgoingRequest(HttpMethod Method, Uri Url, ModuleId? Module, ReadOnlyMemory<byte>? Body = null)
{
    /// <summary>The kind of body of a custom module; null for JSON.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether the answer is wanted as it is, and not as an envelope.</summary>
    public bool Raw { get; init; }
}
