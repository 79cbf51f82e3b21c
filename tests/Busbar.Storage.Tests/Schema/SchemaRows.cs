using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Webhooks;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Documents;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;

namespace Busbar.Storage.Tests.Schema;

/// <summary>Rows for every table, in an order that foreign keys allow. A migration that adds a table or a column adds its sample here.</summary>
internal static class SchemaRows
{
    public const string Token = "a-token-of-the-partner";

    public const string Tariff = """{"country_code":"NL","party_id":"TNM","id":"T1","currency":"EUR","elements":[],"last_updated":"2026-11-21T12:00:00Z"}""";

    public static Connection Partner { get; } = TestConnections.Full("Partner") with { Id = new Guid("11111111-0000-4000-8000-000000000001") };

    public static Guid CallId { get; } = new("22222222-0000-4000-8000-000000000001");

    public static Guid RefusalId { get; } = new("33333333-0000-4000-8000-000000000001");

    public static Guid ExchangeId { get; } = new("44444444-0000-4000-8000-000000000001");

    public const string WebhookSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static Webhook Webhook { get; } = new()
    {
        Id = new Guid("99999999-0000-4000-8000-000000000001"), Url = new Uri("https://backend.example/hook"), Types = ["object.stored"], Modules = ["cdrs"],
        Description = "The billing", CreatedAt = TestObjects.Noon, RotatedAt = TestObjects.Noon, FormerUntil = TestObjects.Noon.AddYears(50),
    };

    private static readonly Guid JobId = new("88888888-0000-4000-8000-000000000001");

    private static readonly DateTimeOffset At = TestObjects.Noon;

    private static readonly Agreement Agreement = new() { Id = new Guid("55555555-0000-4000-8000-000000000001"), Since = At };

    private static readonly Call Call = new()
    {
        Id = CallId, Type = "START_SESSION", FromParty = new PartyId("DE", "ABC"), ToParty = TestObjects.Owner, Version = OcpiVersion.V221,
        State = CallState.Completed, CreatedAt = At, CompletedAt = At,
    };

    public static IReadOnlyList<SchemaRow> All { get; } =
    [
        new("modules", ("number", 1L), ("name", "locations")),
        new("modules", ("number", 2L), ("name", "tariffs")),
        new("parties", ("number", 1L), ("country", "NL"), ("code", "TNM")),
        new("parties", ("number", 2L), ("country", "DE"), ("code", "ABC")),
        .. Object(1, 1, 1, "L-ä1", "a location, with a ü in it", 1, deleted: false),
        .. Object(1, 2, 1, "L2", "", 3, deleted: true),
        .. Object(2, 1, 1, "T1", Tariff, 4, deleted: false),
        new("changes", ("sequence", 1L), ("at", At), ("kind", 1L), ("object", Id(1, 1)), ("evse", "E1"), ("connector", "1"), ("connection", Partner.Id), ("detail", null)),
        new("changes", ("sequence", 2L), ("at", At), ("kind", 3L), ("object", null), ("evse", null), ("connector", null), ("connection", Partner.Id), ("detail", """{"name":"Partner"}"""), ("previous", null)),
        new("changes", ("sequence", 3L), ("at", At), ("kind", 2L), ("object", Id(1, 2)), ("evse", null), ("connector", null), ("connection", null), ("detail", null), ("previous", 2L)),
        new("changes", ("sequence", 4L), ("at", At), ("kind", 1L), ("object", Id(2, 1)), ("evse", null), ("connector", null), ("connection", null), ("detail", null)),
        new("withheld", ("object", Id(1, 1)), ("version", (long)OcpiVersion.V211), ("since", 1L), ("last", 1L), ("at", At), ("reason", "It has no form there.")),
        new("connections", ("id", Partner.Id), ("name", Partner.Name), ("created_at", Partner.CreatedAt), ("document", StoredDocument.Connection.Write(Partner)),
            ("partner_token", new ReversingProtector().Protect(Token))),
        new("issued_tokens", ("hash", "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"), ("connection", Partner.Id), ("kind", 1L), ("valid_until", null)),
        new("issued_tokens", ("hash", "c94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"), ("connection", Partner.Id), ("kind", 1L), ("valid_until", At.AddYears(50))),
        new("agreements", ("id", Agreement.Id), ("since", At), ("document", StoredDocument.Agreement.Write(Agreement))),
        new("hosted_parties", ("country", "NL"), ("code", "TNM"), ("role", "CPO"), ("name", "The operator"), ("website", "https://example.com")),
        new("cursors", ("connection", Partner.Id), ("sequence", 3L), ("sweep_module", "tariffs"), ("sweep_after", 7L), ("view", "what it saw"), ("reach", "what it was shown")),
        new("refusals", ("id", RefusalId), ("connection", Partner.Id), ("module", "locations"), ("country", "NL"), ("code", "TNM"), ("object_id", "L1"), ("sequence", 1L),
            ("at", At), ("http_status", 400L), ("ocpi_status", 2001L), ("reason", "No."), ("state", 0L), ("exchange", ExchangeId)),
        new("receipts", ("connection", Partner.Id), ("module", "cdrs"), ("country", "NL"), ("code", "TNM"), ("object_id", "C1"), ("at", At), ("location", "https://partner.example/cdrs/1")),
        new("exchanges", ("number", 5L), ("id", ExchangeId), ("at", At), ("connection", Partner.Id), ("direction", 0L), ("method", "PUT"), ("url", "https://partner.example/x"),
            ("module", "locations"), ("http_status", 400L), ("ocpi_status", 2001L), ("duration", 12345L), ("request_id", "r"), ("correlation_id", "c"), ("failed", 1L),
            ("request_body", "{}"), ("response_body", "{}"), ("notes", """["a note"]"""), ("object", Id(1, 1)), ("sequence", 1L)),
        new("calls", ("id", CallId), ("created_at", At), ("due_at", At), ("state", (long)Call.State), ("document", StoredDocument.Call.Write(Call))),
        new("settings", ("name", "a.setting"), ("value", "its value")),
        new("verdicts", ("number", 3L), ("country", "NL"), ("code", "TNM"), ("object_id", "C1"), ("sequence", 1L), ("at", At), ("connection", Partner.Id), ("outcome", 0L), ("state", 0L),
            ("currency", "EUR"), ("stated", "1.5"), ("computed", "1.5"), ("inconsistencies", 0L), ("cause", "a cause"), ("signature", "valid"), ("note", "a note"), ("report", "{}")),
        new("tariff_contents", ("hash", SHA256.HashData("older"u8)), ("utf8", "older"u8.ToArray())),
        new("tariff_versions", ("number", 9L), ("country", "NL"), ("code", "TNM"), ("object_id", "T9"), ("hash", SHA256.HashData("older"u8)), ("version", 1L), ("valid_from", 1L),
            ("valid_until", 2L), ("source", Partner.Id)),
        new("meter_keys", ("country", "NL"), ("code", "TNM"), ("meter", "M1"), ("public_key", "a key"), ("at", At)),
        Record("quarantine", ("pushed", 1L), ("outcome", 0L), ("reason", "a reason"), ("for_country", "NL"), ("for_code", "CPO")),
        Record("repairs"),
        new("repair_counts", ("connection", Partner.Id), ("rule", "a rule"), ("count", 4L)),
        new("loss_counts", ("connection", Partner.Id), ("rule", "another rule"), ("count", 7L)),
        new("credits", ("country", "NL"), ("code", "TNM"), ("credited", "C1"), ("credit", "C2")),
        new("secret_keys", ("name", "key-1"), ("value", "<key/>"), ("added_at", At)),
        new("links", ("kind", "contract"), ("country", "NL"), ("code", "TNM"), ("name", "a name"), ("value", "a value"), ("at", At)),
        new("jobs", ("number", 2L), ("id", JobId), ("kind", "compare"), ("connection", Partner.Id), ("subject", "locations"), ("state", 1L), ("claim", "compare/locations"),
            ("created_at", At), ("updated_at", At), ("request", "{}"), ("progress", "{}"), ("result", "{}"), ("problem", "a problem")),
        new("differences", ("number", 4L), ("job", JobId), ("kind", "Missing"), ("module", "locations"), ("country", "NL"), ("code", "TNM"), ("object_id", "L1"), ("detail", "{}")),
        new("pulls", ("connection", Partner.Id), ("module", "locations"), ("document", "{}")),
        new("pull_pages", ("connection", Partner.Id), ("module", "locations"), ("page", 3L), ("listed", new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 })),
        new("missing_objects", ("connection", Partner.Id), ("module", "locations"), ("country", "NL"), ("code", "TNM"), ("object_id", "L1"), ("since", At)),
        new("webhooks", ("id", Webhook.Id), ("created_at", At), ("document", StoredDocument.Webhook.Write(Webhook)), ("secret", new ReversingProtector().Protect(WebhookSecret)),
            ("former_secret", new ReversingProtector().Protect(WebhookSecret))),
        new("webhook_cursors", ("webhook", Webhook.Id), ("sequence", 2L), ("round", 1L), ("gone_at", At), ("last_success_at", At), ("failed_at", At), ("failure_status", 410L),
            ("failure_reason", "The receiver answered 410: it is gone."), ("failed_attempts", 1L), ("next_attempt_at", At)),
        new("nodes", ("id", new Guid("66666666-0000-4000-8000-000000000001")), ("beat", 8L)),
        new("leases", ("name", "calls"), ("node", new Guid("66666666-0000-4000-8000-000000000001"))),
    ];

    /// <summary>Writes those for which the database has a table, as far as it has their columns.</summary>
    public static void Insert(RawDatabase database)
    {
        var tables = TableText.Tables(database.Session, database.Dialect);
        foreach (var row in All.Where(row => tables.ContainsKey(row.Table)))
        {
            row.Insert(database.Session, [.. tables[row.Table].Select(column => column.Name)]);
        }
    }

    private static SchemaRow[] Object(int module, int ordinal, long owner, string id, string text, long sequence, bool deleted) =>
    [
        new("objects", ("id", Id(module, ordinal)), ("module", (long)module), ("owner", owner), ("object_id", id), ("version", (long)OcpiVersion.V230), ("last_updated", At),
            ("audience", 2L), ("published", 1L), ("deleted", deleted ? 1L : 0L), ("sequence", sequence), ("hash", SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]), ("source", Partner.Id)),
        new("bodies", ("id", Id(module, ordinal)), ("utf8", Encoding.UTF8.GetBytes(text))),
    ];

    private static SchemaRow Record(string table, params (string Column, object? Value)[] more) => new(
        table,
        [
            ("id", new Guid("77777777-0000-4000-8000-000000000001")), ("connection", Partner.Id), ("identity", "what it is"), ("module", "locations"), ("country", "NL"), ("code", "TNM"),
            ("object_id", "L1"), ("evse", "E1"), ("connector", "1"), ("calendar", "K1"), ("version", (long)OcpiVersion.V221), ("first_seen", At), ("last_seen", At), ("count", 2L),
            ("details", "[]"), ("utf8", "{"u8.ToArray()),
            .. more,
        ]);

    private static long Id(long module, long ordinal) => (module << 40) | ordinal;
}
