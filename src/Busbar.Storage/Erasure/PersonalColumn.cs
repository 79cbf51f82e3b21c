namespace Busbar.Storage.Erasure;

/// <summary>A column that holds texts or bytes, and whether a driver can stand in it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The column.</param>
/// <param name="Trace">How a driver stands in it.</param>
/// <param name="Why">What is done about it, or why nothing need be.</param>
public sealed record PersonalColumn(string Table, string Name, DriverTrace Trace, string Why);

/// <summary>How a driver stands in a column.</summary>
public enum DriverTrace
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A text or document in which the driver may be named.</summary>
    Text,

    /// <summary>The id of an object: of a Token that is its uid, and the row is about nothing else.</summary>
    TokenName,

    /// <summary>An object itself, with its id.</summary>
    StoredObject,

    /// <summary>A document as it came.</summary>
    Document,

    /// <summary>What one message said and others cannot.</summary>
    Link,

    /// <summary>A call.</summary>
    Call,
}
