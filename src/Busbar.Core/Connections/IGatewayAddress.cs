namespace Busbar.Core.Connections;

/// <summary>Port: where partners reach this gateway. Every URL that is handed out starts with it.</summary>
public interface IGatewayAddress
{
    /// <summary>The base URL, without a trailing slash in its path ("https://roam.example.com"). Known once the server listens; do not keep it before.</summary>
    Uri BaseUrl { get; }
}
