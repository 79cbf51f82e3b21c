using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>One numbered step of the schema. Applied once, in its own transaction, and never changed after a release.</summary>
/// <param name="Number">Its place; ascending without gaps from 1.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Statements">Its statements for a dialect.</param>
/// <param name="Seed">Rows that a new database begins with.</param>
public sealed record Migration(int Number, string Name, Func<SqlDialect, IReadOnlyList<string>> Statements, Action<ISqlSession>? Seed = null);
