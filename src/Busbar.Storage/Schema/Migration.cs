using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>One numbered step of the schema. Applied once, in its own transaction, and never changed after a release.</summary>
/// <param name="Number">Its place; ascending without gaps from 1.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Statements">Its statements for a dialect.</param>
/// <param name="Seed">Rows that a new database begins with.</param>
/// <param name="WorksWith">
/// The oldest schema whose program may go on working on the database after this step; its own number, so none, unless said. A step that only adds
/// (a table, an index, a column that may be absent from an INSERT) leaves older programs as they were; a step that takes away what the step before
/// ceased to use works with that one.
/// </param>
public sealed record Migration(
    int Number, string Name, Func<SqlDialect, IReadOnlyList<string>> Statements, Action<ISqlSession>? Seed = null, int? WorksWith = null)
{
    /// <summary>The oldest schema whose program may work on the database after this step.</summary>
    public int Oldest => WorksWith ?? Number;
}
