using System.Text.Json.Nodes;

namespace Busbar.Testing.Documents;

/// <summary>Makes a failing document smaller for as long as it keeps failing: members and items are left out one by one.</summary>
public static class DocumentShrinker
{
    /// <param name="json">A document that fails.</param>
    /// <param name="fails">Whether a smaller document still fails; it has to refuse documents that are not valid any more.</param>
    public static string Shrink(string json, Func<string, bool> fails)
    {
        var tries = 0;
        for (var changed = true; changed && tries < 2000;)
        {
            changed = false;
            for (var place = 0; tries < 2000 && Without(json, place) is { } smaller; tries++)
            {
                if (fails(smaller))
                {
                    json = smaller;
                    changed = true;
                }
                else
                {
                    place++;
                }
            }
        }

        return json;
    }

    /// <summary>The document without its n-th part, counted from the outside in; null when it has no such part.</summary>
    private static string? Without(string json, int place)
    {
        var root = JsonNode.Parse(json)!;
        var level = new Queue<JsonNode>([root]);
        while (level.TryDequeue(out var node))
        {
            var count = node is JsonObject members ? members.Count : node is JsonArray items ? items.Count : 0;
            if (place < count)
            {
                if (node is JsonObject owner)
                {
                    owner.RemoveAt(place);
                }
                else
                {
                    ((JsonArray)node).RemoveAt(place);
                }

                return root.ToJsonString();
            }

            place -= count;
            foreach (var child in node is JsonObject o ? o.Select(member => member.Value) : node is JsonArray a ? a : [])
            {
                if (child is JsonObject or JsonArray)
                {
                    level.Enqueue(child);
                }
            }
        }

        return null;
    }
}
