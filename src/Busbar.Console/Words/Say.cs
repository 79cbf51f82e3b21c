using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Admin.Contracts;

namespace Busbar.Console.Words;

/// <summary>States, amounts and times in words.</summary>
internal static partial class Say
{
    /// <summary>"backing_off" or "BackingOff" to "backing off".</summary>
    public static string Plain(string word)
    {
        var text = new StringBuilder(word.Length + 4);
        for (var index = 0; index < word.Length; index++)
        {
            var letter = word[index];
            if (letter == '_')
            {
                text.Append(' ');
                continue;
            }

            if (char.IsUpper(letter) && index > 0 && char.IsLower(word[index - 1]))
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>The name of a setting of a profile: "page_size" to "Page size".</summary>
    public static string Setting(string name)
    {
        var words = Plain(name);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The value of a setting: texts and numbers as they are, yes and no, what is switched one by one.</summary>
    public static string Setting(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "none",
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Setting)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name} {Setting(member.Value)}")),
        _ => value.GetRawText(),
    };

    public static (string Word, Tone Tone) State(ConnectionView connection) => connection.State switch
    {
        "connected" => ("connected", Tone.Good),
        "waiting" => ("waiting for the partner", Tone.Calm),
        "registering" when connection.LastHandshake is { Succeeded: false } => ("handshake failed", Tone.Bad),
        "registering" => ("registering", Tone.Busy),
        "suspended" => ("suspended", Tone.Warn),
        "unregistered" => ("unregistered", Tone.Bad),
        _ => (Plain(connection.State), Tone.Calm),
    };

    public static (string Word, Tone Tone) Delivery(DeliveryView? delivery) => delivery switch
    {
        null => ("no delivery", Tone.Calm),
        { State: "stopped" } => ("stopped", Tone.Calm),
        { State: "awaiting_pull" } => ("left to its pull", Tone.Calm),
        { State: "paused" } => ("paused", Tone.Warn),
        { Sweeping: true, State: "sending" } => ("sending everything", Tone.Busy),
        { State: "idle" } => ("up to date", Tone.Good),
        { State: "sending" } => ("sending", Tone.Busy),
        { State: "backing_off" } => ("waiting to retry", Tone.Warn),
        { State: "elsewhere" } => ("in another process", Tone.Good),
        { State: "blocked_by_credentials" } => ("token rejected", Tone.Bad),
        _ => (Plain(delivery.State), Tone.Calm),
    };

    /// <summary>How fast a partner's requests are taken: "5 per second, 10 at once".</summary>
    public static string Limit(RequestLimitView limit) => limit.RequestsPerSecond is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.##} per second, {limit.Burst} at once")
        : "none any more";

    public static (string Word, Tone Tone) State(WebhookView webhook) => webhook.State switch
    {
        "active" => ("active", Tone.Good),
        "failing" => ("waiting to retry", Tone.Warn),
        "paused" => ("paused", Tone.Warn),
        "gone" => ("gone", Tone.Bad),
        _ => (Plain(webhook.State), Tone.Calm),
    };

    public static (string Word, Tone Tone) Call(CallView call) => call.State switch
    {
        "completed" => (Plain(call.Result ?? call.Response ?? "completed"), Verdict(call.Result ?? call.Response)),
        "failed" => ("failed", Tone.Bad),
        "awaiting_result" => ("awaiting the result", Tone.Busy),
        "forwarding_result" => ("passing the result on", Tone.Busy),
        _ => (Plain(call.State), Tone.Busy),
    };

    public static Tone Verdict(string? answer) => answer?.ToUpperInvariant() switch
    {
        null => Tone.Calm,
        "ACCEPTED" or "ALLOWED" => Tone.Good,
        "FAILED" or "TIMEOUT" or "EVSE_INOPERATIVE" or "NOT_SUPPORTED" => Tone.Bad,
        _ => Tone.Warn,
    };

    public static (string Word, Tone Tone) Outcome(VerdictView verdict) => verdict.Outcome switch
    {
        "agrees" when verdict.Inconsistencies > 0 => ("right, and contradicts itself", Tone.Warn),
        "agrees" => ("right", Tone.Good),
        "disagrees" => ("not what the tariff says", Tone.Bad),
        _ => ("not checkable", Tone.Calm),
    };

    public static (string Word, Tone Tone) Decision(VerdictView verdict) => verdict.State switch
    {
        "accepted" => ("accepted", Tone.Good),
        "held" => ("held", Tone.Warn),
        _ => (Plain(verdict.State), Tone.Bad),
    };

    public static string Money(decimal? amount, string currency) =>
        amount is { } value ? $"{value.ToString("0.00##", CultureInfo.InvariantCulture)} {currency}" : "unknown";

    public static Tone Status(ExchangeView exchange) => exchange.HttpStatus switch
    {
        null or >= 500 => Tone.Bad,
        _ when exchange.Failed => Tone.Warn,
        _ => Tone.Good,
    };

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 10 => milliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        < 1000 => milliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        _ => (milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };

    public static string Span(long seconds) => seconds switch
    {
        < 60 => $"{seconds} s",
        < 3600 => $"{seconds / 60} min",
        < 86400 => $"{seconds / 3600} h {seconds % 3600 / 60} min",
        _ => $"{seconds / 86400} d {seconds % 86400 / 3600} h",
    };

    public static string Of(PartyView party) => $"{party.CountryCode}/{party.PartyId}";

    /// <summary>Path and query of a URL, in front of which the partner is named anyway.</summary>
    public static string Path(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal) ? absolute.PathAndQuery : url;

    /// <summary>What follows the version in a URL of the protocol: "receiver/sessions/NL/ABC/1". The whole path when there is no version in it.</summary>
    public static string Brief(string url)
    {
        var path = Path(url);
        var version = VersionSegment().Match(path);
        return version.Success ? path[(version.Index + version.Length)..] : path;
    }

    /// <summary>"1 location", "3 locations", "2 CDRs".</summary>
    public static string Count(int count, string module) => $"{Number(count)} {(count == 1 ? Singular(module) : Plural(module))}";

    public static string Singular(string module) => Plural(module).TrimEnd('s');

    public static string Plural(string module) => module switch
    {
        "cdrs" => "CDRs",
        "financial-advice-confirmations" => "financial advice confirmations",
        "booking_locations" => "booking locations",
        "invoicereconciliation" => "invoice records",
        _ => module,
    };

    public static string Title(string module) => Plural(module) is var plural ? char.ToUpperInvariant(plural[0]) + plural[1..] : module;

    [GeneratedRegex(@"/\d+\.\d+(\.\d+)?/")]
    private static partial Regex VersionSegment();
}
