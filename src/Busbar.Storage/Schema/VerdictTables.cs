using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Verdicts on CDRs, every content of every tariff, and the keys of meters.</summary>
internal static class VerdictTables
{
    public static IReadOnlyList<string> Statements(SqlDialect dialect) =>
    [
        $"""
        CREATE TABLE verdicts (
            number {dialect.Key}, country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL,
            object_id {dialect.CaseInsensitiveText} NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, connection {dialect.Blob},
            outcome INTEGER NOT NULL, state INTEGER NOT NULL, currency TEXT NOT NULL, stated TEXT, computed TEXT, inconsistencies INTEGER NOT NULL,
            cause TEXT, signature TEXT, note TEXT, report TEXT NOT NULL, UNIQUE (object_id, country, code))
        """,
        "CREATE INDEX verdicts_state ON verdicts (state, number)",
        "CREATE INDEX verdicts_connection ON verdicts (connection, number)",
        $"CREATE TABLE tariff_contents (hash {dialect.Blob} PRIMARY KEY, utf8 {dialect.Blob} NOT NULL)",
        $"""
        CREATE TABLE tariff_versions (
            number {dialect.Key}, country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL,
            object_id {dialect.CaseInsensitiveText} NOT NULL, hash {dialect.Blob} NOT NULL REFERENCES tariff_contents, version INTEGER NOT NULL,
            valid_from BIGINT NOT NULL, valid_until BIGINT, source {dialect.Blob})
        """,
        "CREATE INDEX tariff_versions_id ON tariff_versions (object_id, country, code, number)",
        $"""
        CREATE TABLE meter_keys (
            country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, meter {dialect.CaseInsensitiveText} NOT NULL,
            public_key TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (meter, country, code))
        """,

        // What is there already is the first version that is known.
        """
        INSERT INTO tariff_contents (hash, utf8)
        SELECT DISTINCT o.hash, b.utf8 FROM objects o JOIN bodies b ON b.id = o.id JOIN modules m ON m.number = o.module WHERE m.name = 'tariffs'
        """,
        """
        INSERT INTO tariff_versions (country, code, object_id, hash, version, valid_from, source)
        SELECT p.country, p.code, o.object_id, o.hash, o.version, o.last_updated, o.source
        FROM objects o JOIN parties p ON p.number = o.owner JOIN modules m ON m.number = o.module WHERE m.name = 'tariffs' AND o.deleted = 0
        """,
    ];
}
