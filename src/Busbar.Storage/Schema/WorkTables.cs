using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Which object an exchange delivered; work that somebody ordered; where pulls stand; what comparing with partners found.</summary>
internal static class WorkTables
{
    public static IReadOnlyList<string> Statements(SqlDialect dialect) =>
    [
        "ALTER TABLE exchanges ADD COLUMN object BIGINT",
        "ALTER TABLE exchanges ADD COLUMN sequence BIGINT",
        "CREATE INDEX exchanges_object ON exchanges (object, connection, number) WHERE object IS NOT NULL",
        "CREATE INDEX refusals_key ON refusals (object_id, state)",

        // A claim is the name of what must not be ordered twice at once, and null once it is over.
        $"""
        CREATE TABLE jobs (
            number {dialect.Key}, id {dialect.Blob} NOT NULL UNIQUE, kind TEXT NOT NULL, connection {dialect.Blob} REFERENCES connections ON DELETE CASCADE,
            subject TEXT NOT NULL, state INTEGER NOT NULL, claim TEXT UNIQUE, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
            request TEXT NOT NULL, progress TEXT, result TEXT, problem TEXT)
        """,
        "CREATE INDEX jobs_kind ON jobs (kind, number)",
        $"""
        CREATE TABLE pulls (
            connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, module TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (connection, module))
        """,
        $"""
        CREATE TABLE pull_pages (
            connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, module TEXT NOT NULL, page INTEGER NOT NULL,
            listed {dialect.Blob} NOT NULL, PRIMARY KEY (connection, module, page))
        """,
        $"""
        CREATE TABLE missing_objects (
            connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, module TEXT NOT NULL,
            country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, object_id {dialect.CaseInsensitiveText} NOT NULL,
            since BIGINT NOT NULL, PRIMARY KEY (connection, object_id, module, country, code))
        """,
        $"""
        CREATE TABLE differences (
            number {dialect.Key}, job {dialect.Blob} NOT NULL, kind TEXT NOT NULL, module TEXT NOT NULL, country {dialect.CaseInsensitiveText} NOT NULL,
            code {dialect.CaseInsensitiveText} NOT NULL, object_id {dialect.CaseInsensitiveText} NOT NULL, detail TEXT NOT NULL)
        """,
        "CREATE INDEX differences_job ON differences (job, number)",
        "CREATE INDEX differences_object ON differences (job, object_id)",
    ];
}
