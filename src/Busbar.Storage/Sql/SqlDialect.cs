namespace Busbar.Storage.Sql;

/// <summary>What differs between the databases; everything else is one SQL for both.</summary>
public abstract class SqlDialect
{
    /// <summary>The type and constraint of a 64-bit primary key that the database numbers when no value is given.</summary>
    public abstract string Key { get; }

    /// <summary>The type of a column that holds bytes.</summary>
    public abstract string Blob { get; }

    /// <summary>The type of a text column that compares ignoring case.</summary>
    public abstract string CaseInsensitiveText { get; }

    /// <summary>A subquery that yields the integers of a JSON array given as one parameter.</summary>
    public abstract string IntegersOfJsonParameter { get; }
}
