using Busbar.Core.Connections;

namespace Busbar.Core.Calls;

/// <summary>Where results may be sent: to the platform that asked, and nowhere else.</summary>
internal static class ResponseUrls
{
    /// <summary>What speaks against a response_url; null for nothing.</summary>
    public static string? Objection(Connection asker, string? text, out Uri? url)
    {
        url = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var given) || (given.Scheme != Uri.UriSchemeHttps && given.Scheme != Uri.UriSchemeHttp))
        {
            return "/response_url: an absolute http or https URL is required.";
        }

        if (!asker.KnowsHost(given.Host))
        {
            return "/response_url: its host is none of the hosts in this platform's versions URL and endpoints.";
        }

        url = given;
        return null;
    }
}
