namespace Busbar.Ocpi.Wire.Http;

/// <summary>The names of the HTTP headers that OCPI uses, in the spelling of its tables. They are compared ignoring case.</summary>
public static class OcpiHeaders
{
    /// <summary>Carries the credentials token.</summary>
    public const string Authorization = "Authorization";

    /// <summary>Unique for every request.</summary>
    public const string RequestId = "X-Request-ID";

    /// <summary>The same for all requests of one business flow.</summary>
    public const string CorrelationId = "X-Correlation-ID";

    /// <summary>Party id of the party a message is meant for.</summary>
    public const string ToPartyId = "OCPI-to-party-id";

    /// <summary>Country code of the party a message is meant for.</summary>
    public const string ToCountryCode = "OCPI-to-country-code";

    /// <summary>Party id of the party a message comes from.</summary>
    public const string FromPartyId = "OCPI-from-party-id";

    /// <summary>Country code of the party a message comes from.</summary>
    public const string FromCountryCode = "OCPI-from-country-code";

    /// <summary>Where the next page is.</summary>
    public const string Link = "Link";

    /// <summary>How many objects match, over all pages.</summary>
    public const string TotalCount = "X-Total-Count";

    /// <summary>The largest page the server returns.</summary>
    public const string Limit = "X-Limit";

    /// <summary>The URL of a created CDR.</summary>
    public const string Location = "Location";
}
