using Busbar.Storage.Sql;

namespace Busbar.Storage.Sqlite.Driver;

internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Key => "INTEGER PRIMARY KEY";

    public override string Blob => "BLOB";

    public override string CaseInsensitiveText => "TEXT COLLATE NOCASE";

    public override string IntegersOfJsonParameter => "SELECT value FROM json_each(?)";
}
