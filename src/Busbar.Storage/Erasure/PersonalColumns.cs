using static Busbar.Storage.Erasure.DriverTrace;

namespace Busbar.Storage.Erasure;

/// <summary>
/// Where a driver's uid, contract, visual number or authorisation can stand: every column of every table that holds texts or bytes. An erasure goes by this list, and a test
/// compares it with the schema.
/// </summary>
public static class PersonalColumns
{
    private const string Party = "A party.";
    private const string Technical = "A number, a word or a name of the gateway's own.";
    private const string Row = "The row goes with the Token that it is about.";
    private const string Words = "A text by a partner or about a document: what names the driver is replaced.";

    public static IReadOnlyList<PersonalColumn> All { get; } =
    [
        .. Of("agreements", None, Technical, "id", "document"),
        .. Of("bodies", StoredObject, "A Token goes; a Session, CDR, Booking, or whatever else names the driver, keeps everything but what identifies.", "utf8"),
        .. Of("calls", None, Technical, "id"),
        .. Of("calls", Call, "The request of a call is kept only while it is under way; what was answered is a text.", "document"),
        .. Of("changes", None, "Which part of a Location changed, and from whom.", "evse", "connector", "connection"),
        .. Of("changes", Text, "Words about a change; never meant to name a driver, looked through all the same.", "detail"),
        .. Of("connections", None, "A partner, its versions and its habits.", "id", "name", "document", "partner_token"),
        .. Of("credits", None, "Ids of CDRs.", "country", "code", "credited", "credit"),
        .. Of("cursors", None, "What a partner may see: parties and modules.", "connection", "sweep_module", "view", "reach"),
        .. Of("differences", None, Technical, "job", "kind", "module", "country", "code"),
        .. Of("differences", TokenName, Row, "object_id"),
        .. Of("differences", Text, Words, "detail"),
        .. Of("exchanges", None, Technical, "id", "connection", "method", "module"),
        .. Of("exchanges", Text, "Redacted before it is recorded; a text in which a driver is named all the same is replaced.", "url", "request_id", "correlation_id", "request_body", "response_body", "notes"),
        .. Of("hosted_parties", None, Party, "country", "code", "role", "name", "website"),
        .. Of("issued_tokens", None, "A hash of a credentials token.", "hash", "connection"),
        .. Of("jobs", None, Technical, "id", "kind", "connection"),
        .. Of("jobs", Text, "Of jobs that are over. An erasure forgets its own when it is closed; others that are open name objects by number.", "subject", "claim", "request", "progress", "result", "problem"),
        .. Of("leases", None, Technical, "name", "node"),
        .. Of("links", None, Technical, "kind", "country", "code"),
        .. Of("links", Link, "Which tokens a contract has, and what was agreed before a charge, go; what stands beside a Session or CDR of 2.1.1 gets the pseudonyms.", "name", "value"),
        .. Of("loss_counts", None, Technical, "connection", "rule"),
        .. Of("meter_keys", None, "A meter.", "country", "code", "meter", "public_key"),
        .. Of("migrations", None, Technical, "name"),
        .. Of("missing_objects", None, Technical, "connection", "module", "country", "code"),
        .. Of("missing_objects", TokenName, Row, "object_id"),
        .. Of("modules", None, Technical, "name"),
        .. Of("nodes", None, Technical, "id"),
        .. Of("objects", StoredObject, "Of a Token the id is its uid: the row stays under a pseudonym, so that the change log keeps that there was a Token.", "object_id"),
        .. Of("objects", None, "The hash of what is erased goes with it: it could be tried out.", "hash", "source"),
        .. Of("parties", None, Party, "country", "code"),
        .. Of("pull_pages", None, "Marks of 64 bits of the ids on the pages of a pull that is under way; gone at its end.", "connection", "module", "listed"),
        .. Of("pulls", None, Technical, "connection", "module"),
        .. Of("pulls", Text, Words, "document"),
        .. Records("quarantine"),
        .. Of("quarantine", Text, Words, "reason"),
        .. Of("quarantine", None, Party, "for_country", "for_code"),
        .. Of("receipts", None, Technical, "connection", "module", "country", "code"),
        .. Of("receipts", TokenName, Row, "object_id"),
        .. Of("receipts", Text, "Where a partner keeps a CDR: its own word.", "location"),
        .. Of("refusals", None, Technical, "id", "connection", "module", "country", "code", "exchange"),
        .. Of("refusals", TokenName, Row, "object_id"),
        .. Of("refusals", Text, Words, "reason"),
        .. Records("repairs"),
        .. Of("repair_counts", None, Technical, "connection", "rule"),
        .. Of("secret_keys", None, "The key ring.", "name", "value"),
        .. Of("settings", None, Technical, "name", "value"),
        .. Of("tariff_contents", None, "A Tariff names no driver.", "hash", "utf8"),
        .. Of("tariff_versions", None, "A Tariff names no driver.", "country", "code", "object_id", "hash", "source"),
        .. Of("verdicts", None, "A CDR by its id, and amounts.", "country", "code", "object_id", "connection", "currency", "stated", "computed", "signature"),
        .. Of("verdicts", Text, "What checking a CDR found, and the operator's note.", "cause", "note", "report"),
        .. Of("webhook_cursors", None, Technical, "webhook", "failure_reason"),
        .. Of("webhooks", None, "An address of the operator's, its filters and the operator's name for it.", "id", "document", "secret", "former_secret"),
        .. Of("withheld", Text, Words, "reason"),
    ];

    /// <summary>The columns of a table in which a driver stands in one way.</summary>
    internal static IReadOnlyList<string> In(string table, DriverTrace trace) => [.. All.Where(column => column.Table == table && column.Trace == trace).Select(column => column.Name)];

    private static IEnumerable<PersonalColumn> Records(string table) =>
    [
        .. Of(table, None, Technical, "id", "connection", "module", "country", "code", "evse", "connector", "calendar"),
        .. Of(table, TokenName, Row, "object_id"),
        .. Of(table, Document, "A Token goes with its row; what is about something else keeps everything but what identifies.", "utf8"),
        .. Of(table, Text, Words, "details"),
        .. Of(table, None, "The object's key, or a hash of the document: goes with a Token's row.", "identity"),
    ];

    private static IEnumerable<PersonalColumn> Of(string table, DriverTrace trace, string why, params string[] columns) =>
        columns.Select(column => new PersonalColumn(table, column, trace, why));
}
