using System.Globalization;
using Busbar.Admin.Contracts;

namespace Busbar.Console.Words;

/// <summary>Addresses within the console, relative to its base.</summary>
internal static class Links
{
    public static string Connection(Guid id) => $"connections/{id}";

    public static string ConnectionAction(Guid id, string action) => $"connections/{id}/{action}";

    public static string Refusal(Guid id) => $"refusals/{id}";

    public static string Reconciliation(Guid id, string? kind = null, string? after = null) => $"reconciliation/{id}" + Query(("kind", kind), ("after", after));

    public static string Exchange(Guid id) => $"exchanges/{id}";

    public static string Exchanges(Guid? connection = null, bool failed = false, string? correlation = null, string? module = null, DateTimeOffset? before = null) =>
        "exchanges" + Query(
            ("connection", connection?.ToString()),
            ("module", module),
            ("failed", failed ? "true" : null),
            ("correlation_id", correlation),
            ("before", before?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));

    public const string Webhooks = "webhooks";

    public static string Quality(Guid? connection = null) => "quality" + Query(("connection", connection?.ToString()));

    public static string Objects(string module, long after = 0) =>
        $"objects/{module}" + Query(("after", after == 0 ? null : after.ToString(CultureInfo.InvariantCulture)));

    public static string Object(ObjectRowView row) => Object(row.Module, row.CountryCode, row.PartyId, row.Id, row.TokenType);

    public static string Object(string module, string countryCode, string partyId, string id, string? tokenType = null, string? form = null) =>
        $"objects/{module}/{Uri.EscapeDataString(countryCode)}/{Uri.EscapeDataString(partyId)}" + Query(("id", id), ("type", tokenType), ("form", form));

    public static string Verdicts(string? only, string? before) => "verdicts" + Query(("only", only), ("before", before));

    public static string Verdict(string countryCode, string partyId, string id, string? language = null) =>
        $"verdicts/{Uri.EscapeDataString(countryCode)}/{Uri.EscapeDataString(partyId)}" + Query(("id", id), ("language", language));

    public static string VerdictAction(string countryCode, string partyId, string id, string action) =>
        $"verdicts/{Uri.EscapeDataString(countryCode)}/{Uri.EscapeDataString(partyId)}/{action}" + Query(("id", id));

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var query = "";
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
            }
        }

        return query;
    }
}
