using Busbar.Core.Agreements;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Schema;

/// <summary>Every step of the schema, oldest first.</summary>
public static class Migrations
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, "Objects and the change log", Objects),
        new(2, "Connections, agreements and hosted parties", Connections, Everyone),
        new(3, "Delivery, exchanges, calls and settings", Traffic),
        new(4, "What a cursor's connection was allowed to see", _ => ["ALTER TABLE cursors ADD COLUMN view TEXT"]),
        new(5, "Verdicts, every version of tariffs, keys of meters", VerdictTables.Statements),
        new(6, "What could not be taken, what was mended, and which CDRs are credited", Intake),
        new(7, "Keys that encrypt tokens", _ => ["CREATE TABLE secret_keys (name TEXT PRIMARY KEY, value TEXT NOT NULL, added_at BIGINT NOT NULL)"]),
        new(8, "What one message said and others cannot", Links, Contracts.Note),
        new(9, "Processes and what each of them does", Nodes),
        new(10, "What was delivered, jobs, where pulls stand, and what partners hold that we do not", WorkTables.Statements, WorksWith: 9),
        new(11, "What stood before a change, what partners were shown, and what has no form in a version", Deliveries, WorksWith: 9),
        new(12, "How often what was lost on the way to whom, and whom what could not be taken was for", Losses, WorksWith: 9),
        new(13, "Webhooks", WebhookTables.Statements, WorksWith: 9),
    ];

    // Modules and parties are numbered, so that an object's row is narrow: filters and counts scan rows, never bytes, which stand in a table of their own.
    // An object's id carries its module in the high bits and its ordinal in the low ones: a page is one range of the primary key.
    private static IReadOnlyList<string> Objects(SqlDialect dialect) =>
    [
        $"CREATE TABLE modules (number {dialect.Key}, name TEXT NOT NULL UNIQUE)",
        $"CREATE TABLE parties (number {dialect.Key}, country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, UNIQUE (country, code))",
        $"""
        CREATE TABLE objects (
            id {dialect.Key}, module INTEGER NOT NULL REFERENCES modules, owner INTEGER NOT NULL REFERENCES parties,
            object_id {dialect.CaseInsensitiveText} NOT NULL, version INTEGER NOT NULL, last_updated BIGINT NOT NULL,
            audience INTEGER REFERENCES parties, published INTEGER NOT NULL, deleted INTEGER NOT NULL, sequence BIGINT NOT NULL,
            hash {dialect.Blob} NOT NULL, source {dialect.Blob})
        """,
        "CREATE UNIQUE INDEX objects_key ON objects (object_id, module, owner)",
        "CREATE INDEX objects_owner ON objects (owner, id)",
        $"CREATE TABLE bodies (id {dialect.Key}, utf8 {dialect.Blob} NOT NULL)",
        $"""
        CREATE TABLE changes (
            sequence {dialect.Key}, at BIGINT NOT NULL, kind INTEGER NOT NULL, object BIGINT,
            evse TEXT, connector TEXT, connection {dialect.Blob}, detail TEXT)
        """,
    ];

    private static IReadOnlyList<string> Connections(SqlDialect dialect) =>
    [
        $"""
        CREATE TABLE connections (
            id {dialect.Blob} PRIMARY KEY, name {dialect.CaseInsensitiveText} NOT NULL UNIQUE, created_at BIGINT NOT NULL,
            document TEXT NOT NULL, partner_token {dialect.Blob})
        """,
        $"""
        CREATE TABLE issued_tokens (
            hash TEXT PRIMARY KEY, connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE,
            kind INTEGER NOT NULL, valid_until BIGINT)
        """,
        "CREATE INDEX issued_tokens_connection ON issued_tokens (connection)",
        $"CREATE TABLE agreements (id {dialect.Blob} PRIMARY KEY, since BIGINT NOT NULL, document TEXT NOT NULL)",
        $"""
        CREATE TABLE hosted_parties (
            country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, role TEXT NOT NULL,
            name TEXT NOT NULL, website TEXT, PRIMARY KEY (country, code, role))
        """,
    ];

    // A new gateway lets everyone reach everyone; the operator may remove it.
    private static void Everyone(ISqlSession session)
    {
        var agreement = new Agreement { Id = new Guid("b0bba700-0000-4000-8000-000000000001"), Since = DateTimeOffset.UnixEpoch };
        session.Open("INSERT INTO agreements (id, since, document) VALUES (?, ?, ?)")
            .Bind(agreement.Id).Bind(agreement.Since).Bind(StoredDocument.Agreement.Write(agreement)).Run();
    }

    private static IReadOnlyList<string> Links(SqlDialect dialect) =>
    [
        $"""
        CREATE TABLE links (
            kind TEXT NOT NULL, country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL,
            name {dialect.CaseInsensitiveText} NOT NULL, value TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (name, kind, country, code, value))
        """,
        "CREATE INDEX links_value ON links (value, kind)",
        "CREATE INDEX links_at ON links (kind, at)",
    ];

    private static IReadOnlyList<string> Traffic(SqlDialect dialect) =>
    [
        $"""
        CREATE TABLE cursors (
            connection {dialect.Blob} PRIMARY KEY REFERENCES connections ON DELETE CASCADE, sequence BIGINT NOT NULL,
            sweep_module TEXT, sweep_after BIGINT)
        """,
        $"""
        CREATE TABLE refusals (
            id {dialect.Blob} PRIMARY KEY, connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE,
            module TEXT NOT NULL, country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL,
            object_id {dialect.CaseInsensitiveText} NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL,
            http_status INTEGER, ocpi_status INTEGER, reason TEXT NOT NULL, state INTEGER NOT NULL, exchange {dialect.Blob})
        """,
        "CREATE INDEX refusals_at ON refusals (at)",
        "CREATE INDEX refusals_object ON refusals (connection, object_id, state)",
        $"""
        CREATE TABLE receipts (
            connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, module TEXT NOT NULL,
            country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, object_id {dialect.CaseInsensitiveText} NOT NULL,
            at BIGINT NOT NULL, location TEXT, PRIMARY KEY (connection, object_id, module, country, code))
        """,
        "CREATE INDEX receipts_location ON receipts (connection, at) WHERE location IS NOT NULL",
        $"""
        CREATE TABLE exchanges (
            number {dialect.Key}, id {dialect.Blob} NOT NULL UNIQUE, at BIGINT NOT NULL, connection {dialect.Blob},
            direction INTEGER NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL, module TEXT, http_status INTEGER, ocpi_status INTEGER,
            duration BIGINT NOT NULL, request_id TEXT, correlation_id TEXT, failed INTEGER NOT NULL,
            request_body TEXT, response_body TEXT, notes TEXT)
        """,
        "CREATE INDEX exchanges_at ON exchanges (at)",
        "CREATE INDEX exchanges_correlation ON exchanges (correlation_id)",
        $"CREATE TABLE calls (id {dialect.Blob} PRIMARY KEY, created_at BIGINT NOT NULL, due_at BIGINT, state INTEGER NOT NULL, document TEXT NOT NULL)",
        "CREATE INDEX calls_created ON calls (created_at)",
        "CREATE INDEX calls_due ON calls (due_at) WHERE due_at IS NOT NULL",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ];

    private static IReadOnlyList<string> Intake(SqlDialect dialect)
    {
        var record = $"""
            id {dialect.Blob} PRIMARY KEY, connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, identity TEXT NOT NULL,
            module TEXT NOT NULL, country {dialect.CaseInsensitiveText}, code {dialect.CaseInsensitiveText}, object_id {dialect.CaseInsensitiveText},
            evse TEXT, connector TEXT, calendar TEXT, version INTEGER NOT NULL, first_seen BIGINT NOT NULL, last_seen BIGINT NOT NULL, count BIGINT NOT NULL,
            details TEXT NOT NULL, utf8 {dialect.Blob} NOT NULL
            """;
        return
        [
            $"CREATE TABLE quarantine ({record}, pushed INTEGER NOT NULL, outcome INTEGER NOT NULL, reason TEXT NOT NULL)",
            "CREATE UNIQUE INDEX quarantine_identity ON quarantine (connection, identity)",
            "CREATE INDEX quarantine_seen ON quarantine (last_seen)",
            $"CREATE TABLE repairs ({record})",
            "CREATE UNIQUE INDEX repairs_identity ON repairs (connection, identity)",
            "CREATE INDEX repairs_seen ON repairs (last_seen)",
            "CREATE INDEX repairs_object ON repairs (object_id)",
            $"""
            CREATE TABLE repair_counts (
                connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, rule TEXT NOT NULL, count BIGINT NOT NULL,
                PRIMARY KEY (connection, rule))
            """,
            $"""
            CREATE TABLE credits (
                country {dialect.CaseInsensitiveText} NOT NULL, code {dialect.CaseInsensitiveText} NOT NULL, credited {dialect.CaseInsensitiveText} NOT NULL,
                credit TEXT NOT NULL, PRIMARY KEY (credited, country, code))
            """,
        ];
    }

    // What has no form in a version has none for all partners of that version: a row per object and version, however many they are.
    private static IReadOnlyList<string> Deliveries(SqlDialect dialect) =>
    [
        "ALTER TABLE changes ADD COLUMN previous BIGINT",
        "ALTER TABLE cursors ADD COLUMN reach TEXT",
        $"""
        CREATE TABLE withheld (
            object BIGINT NOT NULL REFERENCES objects ON DELETE CASCADE, version INTEGER NOT NULL, since BIGINT NOT NULL, last BIGINT NOT NULL,
            at BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (object, version))
        """,
    ];

    private static IReadOnlyList<string> Losses(SqlDialect dialect) =>
    [
        $"ALTER TABLE quarantine ADD COLUMN for_country {dialect.CaseInsensitiveText}",
        $"ALTER TABLE quarantine ADD COLUMN for_code {dialect.CaseInsensitiveText}",
        $"""
        CREATE TABLE loss_counts (
            connection {dialect.Blob} NOT NULL REFERENCES connections ON DELETE CASCADE, rule TEXT NOT NULL, count BIGINT NOT NULL,
            PRIMARY KEY (connection, rule))
        """,
    ];

    private static IReadOnlyList<string> Nodes(SqlDialect dialect) =>
    [
        $"CREATE TABLE nodes (id {dialect.Blob} PRIMARY KEY, beat BIGINT NOT NULL)",
        $"CREATE TABLE leases (name TEXT PRIMARY KEY, node {dialect.Blob} NOT NULL REFERENCES nodes ON DELETE CASCADE)",
    ];
}
