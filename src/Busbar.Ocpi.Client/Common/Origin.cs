namespace Busbar.Ocpi.Client.Common;

/// <summary>Scheme, host and port: where a token may go.</summary>
internal static class Origin
{
    public static bool Same(Uri first, Uri second) =>
        Uri.Compare(first, second, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>The same host, and not from https down to http.</summary>
    public static bool SameHost(Uri known, Uri target) =>
        string.Equals(known.Host, target.Host, StringComparison.OrdinalIgnoreCase) && (known.Scheme == target.Scheme || target.Scheme == "https");
}
