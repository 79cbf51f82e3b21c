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

    /// <summary>A query for the names of the tables.</summary>
    public abstract string Tables { get; }

    /// <summary>A query for the columns of the table given as its parameter, in order: name and type.</summary>
    public abstract string Columns { get; }

    /// <summary>Begins a transaction beside which nobody writes.</summary>
    public abstract IReadOnlyList<string> BeginAlone { get; }

    /// <summary>
    /// A query for one of the programs that run on the database and know no schema above the one given as its parameter; it keeps such programs from
    /// beginning to write until the transaction ends. Null where there is one process.
    /// </summary>
    public abstract string? OlderPrograms { get; }
}
