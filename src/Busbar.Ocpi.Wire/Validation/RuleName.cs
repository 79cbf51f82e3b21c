namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The names of the rules, as they stand in <see cref="Finding.Rule"/>. They are stable.</summary>
public static class RuleName
{
    /// <summary>The document is no JSON.</summary>
    public const string Malformed = "malformed";

    /// <summary>The text is not UTF-8, or holds half a surrogate pair.</summary>
    public const string Encoding = "encoding";

    /// <summary>This version has no such object.</summary>
    public const string UnknownObject = "unknown-object";

    /// <summary>More findings than are listed.</summary>
    public const string TooMany = "too-many";

    /// <summary>A property stands twice in one object.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A property that this version does not know.</summary>
    public const string UnknownProperty = "unknown-property";

    /// <summary>A property whose name is spelled differently from the standard.</summary>
    public const string PropertyName = "property-name";

    /// <summary>A required property is absent or null.</summary>
    public const string Required = "required";

    /// <summary>A list that needs an item has none.</summary>
    public const string Cardinality = "cardinality";

    /// <summary>The value has another JSON type.</summary>
    public const string Type = "type";

    /// <summary>A number stands in quotation marks.</summary>
    public const string NumberAsText = "type.number-as-text";

    /// <summary>A number stands where text is expected.</summary>
    public const string TextAsNumber = "type.text-as-number";

    /// <summary>The value is longer than allowed.</summary>
    public const string Length = "length";

    /// <summary>The text is empty.</summary>
    public const string Empty = "empty";

    /// <summary>The text holds control characters, or characters beyond ASCII where only these are allowed.</summary>
    public const string Characters = "characters";

    /// <summary>The value is none of the enumeration's.</summary>
    public const string Enum = "enum";

    /// <summary>The text is no date and time.</summary>
    public const string DateTime = "date-time";

    /// <summary>The date and time has no zone designator, which means UTC.</summary>
    public const string DateTimeNoZone = "date-time.no-zone";

    /// <summary>The date and time has a numeric offset.</summary>
    public const string DateTimeOffset = "date-time.offset";

    /// <summary>The date and time deviates in its spelling.</summary>
    public const string DateTimeForm = "date-time.form";

    /// <summary>The number is out of range.</summary>
    public const string Range = "range";

    /// <summary>The number has more than four decimals, or an exponent.</summary>
    public const string Decimals = "decimals";

    /// <summary>A whole number is written with a fraction.</summary>
    public const string Integer = "integer";

    /// <summary>The value does not have the form the standard asks for.</summary>
    public const string Format = "format";

    /// <summary>The text is no absolute http or https URL.</summary>
    public const string Url = "url";

    /// <summary>Two things that exclude or need each other.</summary>
    public const string Combination = "combination";

    /// <summary>Two items of a list have the same identity.</summary>
    public const string Unique = "unique";

    /// <summary>A reference leads nowhere.</summary>
    public const string Reference = "reference";

    /// <summary>An end lies before its beginning.</summary>
    public const string Order = "order";

    /// <summary>Parts do not add up.</summary>
    public const string Sum = "sum";

    /// <summary>The value is allowed, but hardly what was meant.</summary>
    public const string Plausibility = "plausibility";
}
