namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>The names of the repairs, as they stand in <see cref="AppliedRepair.Rule"/> and in settings. They are stable.</summary>
public static class RepairRule
{
    /// <summary>A property's name is spelled in another case, or with blanks around it: it gets the standard's spelling.</summary>
    public const string PropertyName = "property-name";

    /// <summary>A number in quotation marks loses them.</summary>
    public const string NumberAsText = "number-as-text";

    /// <summary>A number where text is expected gets quotation marks.</summary>
    public const string TextAsNumber = "text-as-number";

    /// <summary>"true" and "false" in quotation marks, 0 and 1, become true and false.</summary>
    public const string BooleanAsText = "boolean-as-text";

    /// <summary>A whole number written as 1.0 or 1e0, a number with an exponent: written plainly, with the same value.</summary>
    public const string NumberForm = "number-form";

    /// <summary>A connector's voltage, current or power with a fraction is rounded to the whole number that the standard asks for.</summary>
    public const string ConnectorValue = "connector-value";

    /// <summary>A number with more than four decimals is rounded to four. Off unless switched on: it changes the value.</summary>
    public const string Decimals = "decimals";

    /// <summary>A value of an enumeration in another case, or with blanks or hyphens for underscores.</summary>
    public const string EnumSpelling = "enum-spelling";

    /// <summary>A value of an enumeration that is known to be written for another one (RESERVED for RESERVATION).</summary>
    public const string EnumAlias = "enum-alias";

    /// <summary>A value that a closed enumeration does not have is taken out of a list.</summary>
    public const string EnumItem = "enum-item";

    /// <summary>A day of the week by name becomes its number.</summary>
    public const string Weekday = "weekday";

    /// <summary>Missing twentyfourseven: false where hours are listed; opening times that say nothing at all are left out.</summary>
    public const string TwentyFourSeven = "twentyfourseven";

    /// <summary>An EVSE without connectors, or with null, gets an empty list: it is known, and cannot be used.</summary>
    public const string Connectors = "connectors";

    /// <summary>A date and time with an offset or in another spelling is written in UTC with Z.</summary>
    public const string DateTime = "date-time";

    /// <summary>A time of day is written as HH:MM.</summary>
    public const string TimeOfDay = "time-of-day";

    /// <summary>An empty text in an optional property counts as absent.</summary>
    public const string Empty = "empty";

    /// <summary>A null, or an empty text, among a list's items is left out.</summary>
    public const string EmptyItem = "empty-item";

    /// <summary>One value where a list is expected becomes a list of one; a list of one where a value is expected becomes the value.</summary>
    public const string List = "list";

    /// <summary>A coordinate gets a point and the number of decimals that the standard asks for.</summary>
    public const string Coordinate = "coordinate";

    /// <summary>A country of two letters, or in lower case, becomes the three capital letters that the property asks for.</summary>
    public const string Country = "country";

    /// <summary>A currency in lower case is written in capital letters.</summary>
    public const string Currency = "currency";

    /// <summary>A parking place that an EVSE names by a text alone becomes the reference that the standard describes.</summary>
    public const string ParkingReference = "parking-reference";

    /// <summary>An item that cannot be used (an image, a direction, an exceptional period …) is taken out where the object means the same without it.</summary>
    public const string Ornament = "ornament";

    /// <summary>The owner of the token in a Session or CDR is missing, as in 2.2. It takes the known tokens to mend it: who knows them does, not <see cref="ObjectRepair"/>.</summary>
    public const string TokenOwner = "token-owner";

    /// <summary>A CDR names its EVSE only by its evse_id. It takes the known Locations to mend it, as above.</summary>
    public const string EvseUid = "evse-uid";

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        PropertyName, NumberAsText, TextAsNumber, BooleanAsText, NumberForm, ConnectorValue, Decimals, EnumSpelling, EnumAlias, EnumItem, Weekday,
        TwentyFourSeven, Connectors, DateTime, TimeOfDay, Empty, EmptyItem, List, Coordinate, Country, Currency, ParkingReference, Ornament, TokenOwner, EvseUid,
    ];

    /// <summary>Whether a rule is applied unless settings say otherwise.</summary>
    public static bool IsOnByDefault(string rule) => rule != Decimals;
}
