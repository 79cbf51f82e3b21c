namespace Busbar.Ocpi.Wire.Http;

/// <summary>How a credentials token stands in the Authorization header.</summary>
public enum TokenForm
{
    /// <summary>Base64 of the token's UTF-8, as 2.2.1 and 2.3.0 require.</summary>
    Base64,

    /// <summary>The token as it is, as 2.1.1 and many partners do.</summary>
    Raw,
}
