using System.Text.Json.Nodes;

namespace Busbar.Soak.Judging;

/// <summary>Compares what somebody holds with what the senders were acknowledged.</summary>
internal static class Holdings
{
    /// <summary>What is wrong with one object at one partner; null when nothing is.</summary>
    /// <param name="key">The object.</param>
    /// <param name="sent">Its latest acknowledged state; null when it was deleted or never was.</param>
    /// <param name="held">What the other holds.</param>
    /// <param name="sameVersion">Whether both speak the same version.</param>
    public static string? Fault(string key, JsonObject? sent, JsonObject? held, bool sameVersion)
    {
        if (sent is null || held is null)
        {
            return sent is null && held is null ? null : sent is null ? $"{key} is held and should not be" : $"{key} is missing";
        }

        var (expected, found) = sameVersion ? (View.Whole(sent), View.Whole(held)) : (View.Said(key, sent), View.Said(key, held));
        return Difference(expected, found) is { } difference ? $"{key}{difference}" : null;
    }

    /// <summary>Whether an object is meant for a partner: Sessions and CDRs are their provider's alone.</summary>
    public static bool IsFor(JsonObject sent, string partner) => View.ProviderOf(sent) is not { } provider || provider == partner;

    /// <summary>The first place where two documents differ.</summary>
    private static string? Difference(JsonNode? expected, JsonNode? found) => (expected, found) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key))
            .Select(name => Difference(left[name], right[name]) is { } inside ? $"/{name}{inside}" : null).FirstOrDefault(inside => inside is not null),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left
            .Select((item, place) => Difference(item, right[place]) is { } inside ? $"/{place}{inside}" : null).FirstOrDefault(inside => inside is not null),
        _ => JsonNode.DeepEquals(expected, found) ? null : $" should be {expected?.ToJsonString() ?? "nothing"} and is {found?.ToJsonString() ?? "nothing"}",
    };
}
