using Busbar.Storage.Sql;

namespace Busbar.Storage.Sqlite.Driver;

internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Key => "INTEGER PRIMARY KEY";

    public override string Blob => "BLOB";

    public override string CaseInsensitiveText => "TEXT COLLATE NOCASE";

    public override string IntegersOfJsonParameter => "SELECT value FROM json_each(?)";

    public override string Tables => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

    public override string Columns => "SELECT name, lower(type) FROM pragma_table_info(?) ORDER BY cid";

    public override IReadOnlyList<string> BeginAlone { get; } = ["BEGIN IMMEDIATE"];

    public override string? OlderPrograms => null;
}
