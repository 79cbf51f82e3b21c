using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Judges from the partners' side alone: what the operator was acknowledged against what a provider holds, and the order in which it came.</summary>
internal static class Judge
{
    /// <summary>What a provider lacks of the operator's latest acknowledged state; empty when it has everything.</summary>
    public static IReadOnlyList<string> Missing(Ledger ledger, Inbox inbox, string provider)
    {
        var missing = new List<string>();
        void Expect(string key, string what, string? expected, JsonNode? found)
        {
            var text = found?.ToJsonString().Trim('"');
            if (text != expected)
            {
                missing.Add($"{key}: {what} should be {expected} and is {text ?? "nothing"}");
            }
        }

        foreach (var (id, text) in ledger.Tariffs)
        {
            Expect($"tariffs/{id}", "text", text, inbox.Find($"tariffs/{id}")?["tariff_alt_text"]?[0]?["text"]);
        }

        foreach (var (id, name) in ledger.Names)
        {
            Expect($"locations/{id}", "name", name, inbox.Find($"locations/{id}")?["name"]);
        }

        foreach (var (id, (state, status)) in ledger.Evses)
        {
            var evse = inbox.Find($"locations/{id.Split('/')[0]}")?["evses"]?.AsArray().FirstOrDefault(e => (string?)e!["uid"] == id.Split('/')[1]);
            Expect($"locations/{id}", "status", status, evse?["status"]);
            Expect($"locations/{id}", "last_updated", Documents.Time(state), evse?["last_updated"]);
        }

        foreach (var (id, energy) in ledger.Sessions.Where(session => session.Key.StartsWith(provider + "/", StringComparison.Ordinal)))
        {
            Expect($"sessions/{id}", "kwh", energy, inbox.Find($"sessions/{id.Split('/')[1]}")?["kwh"]);
        }

        foreach (var (id, (_, energy)) in ledger.Cdrs.Where(cdr => cdr.Value.Provider == provider))
        {
            Expect($"cdrs/{id}", "total_energy", energy, inbox.Find($"cdrs/{id}")?["total_energy"]);
        }

        return missing;
    }

    /// <summary>Where something older came after something newer of the same object or EVSE.</summary>
    public static IReadOnlyList<string> Inversions(Inbox inbox)
    {
        var newest = new Dictionary<string, DateTimeOffset>();
        var inversions = new List<string>();
        foreach (var arrival in inbox.Arrivals.Where(arrival => arrival.Method != "DELETE"))
        {
            var sent = arrival.Json;
            See(arrival.Part is null ? arrival.Key : $"{arrival.Key}/{arrival.Part}", sent, arrival);
            foreach (var evse in sent["evses"]?.AsArray() ?? [])
            {
                See($"{arrival.Key}/{(string)evse!["uid"]!}", evse, arrival);
            }
        }

        return inversions;

        void See(string place, JsonNode sent, Arrival arrival)
        {
            if ((string?)sent["last_updated"] is not { } text)
            {
                return;
            }

            var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            if (newest.TryGetValue(place, out var before) && time < before)
            {
                inversions.Add($"{place}: {arrival.Method} of {time:O} after {before:O}");
            }

            newest[place] = time;
        }
    }

    /// <summary>CDRs that came more than once, with how often.</summary>
    public static IReadOnlyDictionary<string, int> RepeatedCdrs(Inbox inbox) => Cdrs(inbox)
        .Where(posts => posts.Count() > 1).ToDictionary(posts => posts.Key, posts => posts.Count());

    /// <summary>CDRs that came again with another content: their receiver could not tell that it has them already.</summary>
    public static IReadOnlyList<string> ChangedCdrs(Inbox inbox) =>
        [.. Cdrs(inbox).Where(posts => posts.Any(post => !Same(post.Body, posts.First().Body))).Select(posts => posts.Key)];

    /// <summary>CDRs that came otherwise than by POST, or to one who does not have to pay them.</summary>
    public static IReadOnlyList<string> StrayCdrs(Inbox inbox, string provider) =>
    [
        .. Cdrs(inbox).Where(posts => posts.Any(post => post.Method != "POST" || (string?)post.Json["cdr_token"]!["party_id"] != provider)).Select(posts => posts.Key),
    ];

    private static IEnumerable<IGrouping<string, Arrival>> Cdrs(Inbox inbox) =>
        inbox.Arrivals.Where(arrival => arrival.Key.StartsWith(ModuleId.Cdrs.Value + "/", StringComparison.Ordinal)).GroupBy(arrival => arrival.Key);

    private static bool Same(string one, string other)
    {
        using var left = JsonDocument.Parse(one);
        using var right = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
