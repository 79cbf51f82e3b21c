using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>Says in a sentence what an event means for people who roam.</summary>
internal sealed class EventSentences(
    IAdminQueries queries, Names names, IReadOnlyList<CallView> calls, IReadOnlyList<RefusalView> refusals)
{
    public async Task<FeedLine> WriteAsync(EventView happened, CancellationToken cancellation) => happened.Type switch
    {
        "object.stored" => await StoredAsync(happened, cancellation),
        "object.deleted" => Line(happened, Kind(happened), $"{Who(happened)} removed {What(happened)}.", Tone.Calm, LinkOf(happened)),
        "object.withheld" => WithheldLine(happened),
        "connection.changed" => ConnectionLine(happened),
        "agreement.changed" => AgreementLine(happened),
        "call.changed" => CallLine(happened),
        "refusal.changed" => RefusalLine(happened),
        "verdict.changed" => VerdictLine(happened),
        "quarantine.changed" => QuarantineLine(happened),
        "objects.expired" when Detail(happened, "reason") == "erased" =>
            Line(happened, "erasure", $"A driver was erased from {Detail(happened, "count")} {Detail(happened, "module")}.", Tone.Calm, null),
        "webhook.changed" => WebhookLine(happened),
        "objects.expired" => Line(happened, "retention", $"{Detail(happened, "count")} old {Detail(happened, "module")} were removed: their time was over.", Tone.Calm, null),
        _ => Line(happened, "event", $"{Say.Plain(happened.Type)}.", Tone.Calm, null),
    };

    /// <summary>One line for many objects of one kind.</summary>
    public FeedLine WriteRun(EventView newest, int count)
    {
        var verb = newest.Type == "object.deleted" ? "removed" : "published";
        return Line(newest, Kind(newest), $"{Who(newest)} {verb} {Say.Count(count, newest.Module!)}.", Tone.Calm, Links.Objects(newest.Module!));
    }

    private async Task<FeedLine> StoredAsync(EventView happened, CancellationToken cancellation)
    {
        var content = happened is { Module: { } module, CountryCode: { } country, PartyId: { } party, Id: { } id }
            ? await queries.FindObjectAsync(module, country, party, id, null, cancellation)
            : null;
        var (text, tone) = ObjectSentence.Write(happened, Who(happened), What(happened), content);
        return Line(happened, Kind(happened), text, tone, LinkOf(happened));
    }

    private static FeedLine WithheldLine(EventView happened)
    {
        var text = $"OCPI {Detail(happened, "version")} has no form for {What(happened)}; partners of that version are not shown it. {Detail(happened, "reason")}";
        return Line(happened, Kind(happened), text.TrimEnd(), Tone.Warn, LinkOf(happened));
    }

    private static FeedLine ConnectionLine(EventView happened)
    {
        var name = Detail(happened, "name") ?? "A connection";
        var (text, tone) = Detail(happened, "state") switch
        {
            "connected" => ($"{name} is connected.", Tone.Good),
            "waiting" => ($"Waiting for {name} to register.", Tone.Calm),
            "registering" => ($"Registering at {name}.", Tone.Busy),
            "suspended" => ($"{name} is suspended.", Tone.Warn),
            "unregistered" => ($"{name} is no longer registered.", Tone.Bad),
            "deleted" => ($"{name} was removed.", Tone.Warn),
            var other => ($"{name}: {Say.Plain(other ?? "changed")}.", Tone.Calm),
        };
        var link = happened.Connection is { } id && Detail(happened, "state") != "deleted" ? Links.Connection(id) : null;
        return Line(happened, "link", text, tone, link);
    }

    private static FeedLine AgreementLine(EventView happened)
    {
        var state = Say.Plain(Detail(happened, "state") ?? "changed");
        var text = Detail(happened, "party") is { } party
            ? $"Hosted party {party} ({Detail(happened, "role")}): {state}."
            : $"An agreement was {state}.";
        return Line(happened, "agreement", text, Tone.Calm, null);
    }

    private FeedLine CallLine(EventView happened)
    {
        var type = Detail(happened, "type") ?? "call";
        var state = Detail(happened, "state");
        var call = Guid.TryParse(Detail(happened, "call"), out var id) ? calls.FirstOrDefault(known => known.Id == id) : null;
        var from = call is null ? names.Find(happened.Connection) ?? "A hosted party" : names.Find(call.FromConnection) ?? call.From;
        var to = call is null ? "a partner" : names.Find(call.ToConnection) ?? call.To;
        var asks = type.Equals("AUTHORIZE", StringComparison.OrdinalIgnoreCase)
            ? $"{from} asks {to} whether a driver may charge"
            : $"{from} sends {Say.Plain(type)} to {to}";
        var result = Detail(happened, "result");
        var response = Detail(happened, "response");
        var (news, tone) = state switch
        {
            "pending" => ("", Tone.Busy),
            "awaiting_result" => ($": {Say.Plain(response ?? "accepted")}, its result is awaited", Tone.Busy),
            "forwarding_result" => ($": result {Say.Plain(result ?? "known")}", Tone.Busy),
            "completed" => ($": {Say.Plain(result ?? response ?? "done")}", Say.Verdict(result ?? response)),
            "failed" => (": it failed", Tone.Bad),
            _ => ($": {Say.Plain(state ?? "changed")}", Tone.Calm),
        };
        return Line(happened, "call", asks + news + ".", tone, null);
    }

    private FeedLine RefusalLine(EventView happened)
    {
        var partner = names.Find(happened.Connection) ?? "A partner";
        var refusal = Guid.TryParse(Detail(happened, "refusal"), out var id) ? refusals.FirstOrDefault(known => known.Id == id) : null;
        var what = refusal is null ? "a change" : $"{Say.Singular(refusal.Module)} {refusal.CountryCode}/{refusal.PartyId}{Id(refusal)}";
        var (text, tone) = Detail(happened, "state") switch
        {
            "open" => ($"{partner} refused {what}{(refusal is null ? "." : ": " + refusal.Reason)}", Tone.Bad),
            "resolved" => ($"{partner} accepted what it had refused.", Tone.Good),
            "superseded" => ($"{partner} accepted a later state of what it had refused.", Tone.Calm),
            var other => ($"A refusal of {partner}: {Say.Plain(other ?? "changed")}.", Tone.Calm),
        };
        return Line(happened, "refusal", text, tone, refusal?.Exchange is { } exchange ? Links.Exchange(exchange) : null);
    }

    private static FeedLine VerdictLine(EventView happened)
    {
        var (country, party, cdr) = (Detail(happened, "country_code") ?? "", Detail(happened, "party_id") ?? "", Detail(happened, "cdr") ?? "");
        var what = $"CDR {country}/{party} {cdr}";
        var (text, tone) = (Detail(happened, "outcome"), Detail(happened, "state")) switch
        {
            (_, "disputed") => ($"{what} is disputed.", Tone.Bad),
            ("agrees", "accepted") => ($"{what} costs what its tariff says: {Detail(happened, "stated")} {Detail(happened, "currency")}.", Tone.Good),
            ("disagrees", var state) => ($"{what} states {Detail(happened, "stated")} {Detail(happened, "currency")}, its tariff says {Detail(happened, "computed")}{(state == "held" ? "; it is held" : "")}.", Tone.Bad),
            (_, "held") => ($"{what} is held until you decide.", Tone.Warn),
            _ => ($"{what} cannot be checked.", Tone.Warn),
        };
        return Line(happened, "verdict", text, tone, Links.Verdict(country, party, cdr));
    }

    private FeedLine QuarantineLine(EventView happened)
    {
        var partner = names.Find(happened.Connection) ?? "A partner";
        var what = Say.Singular(Detail(happened, "module") ?? "object");
        var (text, tone) = Detail(happened, "state") switch
        {
            "added" => ($"A {what} of {partner} cannot be taken; it is in quarantine.", Tone.Warn),
            "cleared" => ($"A {what} of {partner} that could not be taken came again and was.", Tone.Good),
            "discarded" => ($"A {what} of {partner} in quarantine was given up.", Tone.Calm),
            var other => ($"A {what} of {partner} in quarantine: {Say.Plain(other ?? "changed")}.", Tone.Calm),
        };
        return Line(happened, "quarantine", text, tone, happened.Connection is { } id ? Links.Quality(id) : null);
    }

    private static FeedLine WebhookLine(EventView happened)
    {
        var (text, tone) = Detail(happened, "state") switch
        {
            "gone" => ("A webhook's receiver says that it is gone; nothing is sent to it.", Tone.Bad),
            "rotated" => ("A webhook has a new secret.", Tone.Calm),
            "replayed" => ("A webhook is sent earlier events again.", Tone.Calm),
            var other => ($"A webhook was {Say.Plain(other ?? "changed")}.", Tone.Calm),
        };
        return Line(happened, "webhook", text, tone, Links.Webhooks);
    }

    private static string Id(RefusalView refusal) => refusal.Module == "tokens" ? "" : " " + refusal.ObjectId;

    private string Who(EventView happened) => names.Find(happened.Connection) ?? (happened.Connection is null ? "The operator" : "A former partner");

    private static string Kind(EventView happened) => Say.Singular(happened.Module ?? "object");

    private static string What(EventView happened)
    {
        var whole = $"{Say.Singular(happened.Module ?? "object")} {happened.CountryCode}/{happened.PartyId}{(happened.Id is null ? "" : " " + happened.Id)}";
        return happened switch
        {
            { ConnectorId: { } connector } => $"connector {connector} of {ObjectSentence.Evse(happened.EvseUid ?? "")} of {whole}",
            { EvseUid: { } evse } => $"{ObjectSentence.Evse(evse)} of {whole}",
            _ => whole,
        };
    }

    private static string? LinkOf(EventView happened) => happened is { Module: { } module, CountryCode: { } country, PartyId: { } party, Id: { } id }
        ? Links.Object(module, country, party, id)
        : null;

    internal static string? Detail(EventView happened, string name) =>
        happened.Detail is { ValueKind: JsonValueKind.Object } detail && detail.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static FeedLine Line(EventView happened, string kind, string text, Tone tone, string? link) =>
        new(happened.Sequence, happened.At, kind, text, tone, link);
}
