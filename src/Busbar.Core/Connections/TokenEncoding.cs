namespace Busbar.Core.Connections;

/// <summary>How a credentials token stands in the Authorization header.</summary>
public enum TokenEncoding
{
    /// <summary>Base64 of the token, as 2.2-d2 and later say.</summary>
    Base64,

    /// <summary>The token as it is, as 2.1.1 says and some later partners still do.</summary>
    Raw,
}
