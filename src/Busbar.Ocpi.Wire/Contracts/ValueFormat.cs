namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>What the standard asks of a value beyond its type and length.</summary>
public enum ValueFormat
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>ISO 3166-1 alpha-2.</summary>
    CountryAlpha2,

    /// <summary>ISO 3166-1 alpha-3.</summary>
    CountryAlpha3,

    /// <summary>Three characters, from ISO 15118.</summary>
    PartyId,

    /// <summary>Country code and party id without a separator: five characters.</summary>
    HubParty,

    /// <summary>ISO 4217.</summary>
    Currency,

    /// <summary>ISO 639-1.</summary>
    Language,

    /// <summary>A name of the IANA time zone database.</summary>
    TimeZone,

    /// <summary>Degrees between -90 and 90, as text.</summary>
    Latitude,

    /// <summary>Degrees between -180 and 180, as text.</summary>
    Longitude,

    /// <summary>Hours and minutes, HH:MM.</summary>
    TimeOfDay,

    /// <summary>A day, YYYY-MM-DD.</summary>
    Date,

    /// <summary>1 (Monday) to 7 (Sunday).</summary>
    Weekday,

    /// <summary>Zero or more.</summary>
    Count,

    /// <summary>0 to 100.</summary>
    Percentage,

    /// <summary>An absolute http or https URL that somebody will call: unusable when it is none.</summary>
    Endpoint,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Printable ASCII without blanks.</summary>
    Token,
}
