namespace Busbar.Ocpi.Wire.Common;

/// <summary>How a DateTime deviates from the one form that OCPI sends (yyyy-MM-ddTHH:mm:ss[.fff]Z).</summary>
[Flags]
public enum OcpiDateTimeForm
{
    /// <summary>Nothing to say.</summary>
    Regular = 0,

    /// <summary>No zone designator; OCPI reads it as UTC (TYP-005).</summary>
    NoZone = 1,

    /// <summary>A numeric offset, also +00:00 (TYP-007). The value was converted to UTC.</summary>
    Offset = 2,

    /// <summary>More than 25 characters, in practice too many digits of a second. Digits beyond 100 ns are cut.</summary>
    TooLong = 4,

    /// <summary>Lower-case t or z, a space instead of T, or a comma before the fraction.</summary>
    Spelling = 8,

    /// <summary>A date without a time; read as midnight UTC.</summary>
    DateOnly = 16,

    /// <summary>Seconds above 59, read as 59.</summary>
    Seconds = 32,
}
