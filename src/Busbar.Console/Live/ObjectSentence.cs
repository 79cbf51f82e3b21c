using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>Says what a stored object is about: a session's state and energy, a CDR's cost, an EVSE's status.</summary>
internal static class ObjectSentence
{
    public static (string Text, Tone Tone) Write(EventView happened, string who, string what, ObjectView? content)
    {
        if (content is not null)
        {
            using var document = JsonDocument.Parse(content.Canonical ?? content.Original);
            var root = document.RootElement;
            switch (happened.Module)
            {
                case "sessions":
                    return Session(root, happened.Id ?? "", who);
                case "cdrs":
                    return Cdr(root, happened.Id ?? "", who);
                case "locations" when happened.EvseUid is { } evse:
                    return Evse(root, evse, who, what);
                case "locations" when Text(root, "name") is { } name:
                    return ($"{who} updated {what} “{name}”.", Tone.Calm);
                default:
                    break;
            }
        }

        return ($"{who} updated {what}.", Tone.Calm);
    }

    /// <summary>"EVSE 12", and "EVSE-12" as it is.</summary>
    public static string Evse(string uid) => uid.StartsWith("EVSE", StringComparison.OrdinalIgnoreCase) ? uid : "EVSE " + uid;

    private static (string Text, Tone Tone) Session(JsonElement session, string id, string who)
    {
        var energy = Raw(session, "kwh") is { } kwh ? $": {kwh} kWh" : "";
        var name = $"Session {id} of {who}";
        return Text(session, "status") switch
        {
            "ACTIVE" => ($"{name} is charging{energy}.", Tone.Busy),
            "COMPLETED" => ($"{name} is completed{energy}.", Tone.Good),
            "PENDING" => ($"{name} is about to start.", Tone.Busy),
            "RESERVATION" => ($"{name} is a reservation.", Tone.Calm),
            "INVALID" => ($"{name} is invalid.", Tone.Warn),
            var other => ($"{name} is {Say.Plain(other ?? "changed")}{energy}.", Tone.Calm),
        };
    }

    private static (string Text, Tone Tone) Cdr(JsonElement cdr, string id, string who)
    {
        var energy = Raw(cdr, "total_energy") is { } kwh ? $"{kwh} kWh" : "charging";
        var cost = cdr.TryGetProperty("total_cost", out var total) && total.ValueKind == JsonValueKind.Object
            && (Raw(total, "before_taxes") ?? Raw(total, "excl_vat")) is { } amount
            ? $" for {amount} {Text(cdr, "currency")} before taxes"
            : "";
        return ($"{who} billed {energy}{cost} ({id}).", Tone.Good);
    }

    private static (string Text, Tone Tone) Evse(JsonElement location, string uid, string who, string what)
    {
        if (location.TryGetProperty("evses", out var evses) && evses.ValueKind == JsonValueKind.Array)
        {
            foreach (var evse in evses.EnumerateArray().Where(evse => string.Equals(Text(evse, "uid"), uid, StringComparison.OrdinalIgnoreCase)))
            {
                var status = Text(evse, "status") ?? "changed";
                var place = Text(location, "name") is { } name ? $" at “{name}”" : "";
                return ($"{Evse(uid)}{place} is {Say.Plain(status)}.", status is "INOPERATIVE" or "OUTOFORDER" ? Tone.Warn : Tone.Calm);
            }
        }

        return ($"{who} updated {what}.", Tone.Calm);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Raw(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
}
