namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>What kind of value a property holds.</summary>
public enum FieldKind
{
    /// <summary>Text that is compared exactly.</summary>
    Text,

    /// <summary>Text in printable ASCII that is compared ignoring case.</summary>
    CiText,

    /// <summary>The address of a resource.</summary>
    Url,

    /// <summary>A moment in UTC.</summary>
    DateTime,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A value of an enumeration.</summary>
    Enumeration,

    /// <summary>Another object.</summary>
    Object,
}
