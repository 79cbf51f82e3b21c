using System.Text;
using System.Text.Json.Nodes;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>Spoils a valid document in one or two places: types, sizes, nesting, names, doubled members, numbers, halves of characters.</summary>
internal static class DocumentMutation
{
    /// <summary>Stands for JSON that a tree cannot hold, until the tree is text.</summary>
    private const string Mark = "\"@@@\"";

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "-1", "1e400", "-1E-400", "123456789012345678901234567890123", "0.1234567890123456789012345678901", "2147483648", "9223372036854775808",
        "79228162514264337593543950336", "\"\"", "\" \"", "\".\"", "\"..\"", "\"/\"", "\"\\\\\"", "\"%2e%2e\"", "\"#NA\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\udd0c\"",
        "\"2025-13-45T99:99:99Z\"", "\"2025-02-30T00:00:00Z\"", "\"0000-00-00T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"2025-01-01T00:00:00+25:00\"", "\"24:00\"", "\"NaN\"", "\"-0\"",
        "\"javascript:alert(1)\"", "\"http://\"", "\"http://[::1\"", "\"https://user:pass@169.254.169.254/\"", "{}", "[]", "[null]", "[[]]", "{\"\":{}}", "[1,\"a\",{}]", "{\"id\":\"x\"}",
        "\"Europe/Nowhere\"", "\"EURO\"", "\"\\u202E\\u0000\\uFFFF\"", "\"İI\"", "\"ﬀ\"",
    ];

    public static (string Json, string Name) Apply(JsonObject document, Random random)
    {
        var names = new List<string>();
        var json = document.ToJsonString();
        for (var i = random.Next(3) == 0 ? 2 : 1; i > 0; i--)
        {
            if (Parse(json) is not { } tree)
            {
                break;
            }

            var (spoiled, name) = Spoil(tree, random);
            json = spoiled;
            names.Add(name);
        }

        return (json, string.Join(" + ", names));
    }

    private static (string Json, string Name) Spoil(JsonObject document, Random random)
    {
        var places = Places(document).ToList();
        var (owner, key) = places.Count == 0 ? (document, "id") : places[random.Next(places.Count)];
        switch (random.Next(12))
        {
            case 0:
                Remove(owner, key);
                return (document.ToJsonString(), "without a member");
            case 1:
                return (Replace(document, owner, key, Nested(random.Next(2) == 0 ? 70 : 20_000, random)), "nested deeply");
            case 2:
                return (Replace(document, owner, key, "\"" + new string('x', random.Next(4) == 0 ? 3_000_000 : 20_000) + "\""), "long text");
            case 3:
                return (Replace(document, owner, key, "[" + string.Join(',', Enumerable.Repeat(Text(owner, key), Math.Clamp(2_000_000 / Text(owner, key).Length, 2, 600))) + "]"), "long list");
            case 4 when owner is JsonObject:
                return (Renamed(document, (JsonObject)owner, key, random), "renamed");
            case 5 when owner is JsonObject:
                return (Doubled(document, (JsonObject)owner, key, random), "doubled");
            case 6:
                var letters = string.Concat(Text(owner, key).Where(char.IsAsciiLetterOrDigit).Take(20));
                return (Replace(document, owner, key, $"\"{letters}\\ud83d\""), "half a character");
            default:
                var value = Values[random.Next(Values.Length)];
                return (Replace(document, owner, key, value), $"{key} = {value[..Math.Min(value.Length, 40)]}");
        }
    }

    private static string Nested(int depth, Random random) =>
        random.Next(2) == 0 ? new string('[', depth) + new string(']', depth) : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    /// <summary>Every member and item: its owner with its name or place.</summary>
    private static IEnumerable<(JsonNode Owner, string Key)> Places(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                yield return (members, name);
                foreach (var place in value is null ? [] : Places(value))
                {
                    yield return place;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                yield return (items, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var place in items[i] is { } item ? Places(item) : [])
                {
                    yield return place;
                }
            }
        }
    }

    private static void Remove(JsonNode owner, string key)
    {
        if (owner is JsonObject members)
        {
            members.Remove(key);
        }
        else
        {
            owner.AsArray().RemoveAt(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Text(JsonNode owner, string key) =>
        (owner is JsonObject members ? members[key] : owner.AsArray()[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)])?.ToJsonString() ?? "null";

    private static string Replace(JsonObject document, JsonNode owner, string key, string json)
    {
        if (owner is JsonObject members)
        {
            members[key] = "@@@";
        }
        else
        {
            owner.AsArray()[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = "@@@";
        }

        return document.ToJsonString().Replace(Mark, json, StringComparison.Ordinal);
    }

    private static string Renamed(JsonObject document, JsonObject owner, string key, Random random)
    {
        var value = owner[key];
        owner.Remove(key);
        owner[random.Next(4) switch { 0 => key.ToUpperInvariant(), 1 => key.Replace("_", "", StringComparison.Ordinal), 2 => "", _ => key + "\ud83d\udd0c" }] = value;
        return document.ToJsonString();
    }

    /// <summary>The member stands twice, with the same value or another one; also with an escape in its name.</summary>
    private static string Doubled(JsonObject document, JsonObject owner, string key, Random random)
    {
        var name = random.Next(2) == 0 && key.Length > 0 && char.IsAsciiLetter(key[0])
            ? $"\\u{(int)key[0]:x4}{key[1..]}"
            : key.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        var value = random.Next(2) == 0 ? Text(owner, key) : Values[random.Next(Values.Length)];
        owner["@@@"] = 1;
        var text = new StringBuilder(document.ToJsonString());
        text.Replace("\"@@@\":1", $"\"{name}\":{value}");
        return text.ToString();
    }

    private static JsonObject? Parse(string json)
    {
        try
        {
            var tree = JsonNode.Parse(json, documentOptions: new System.Text.Json.JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
            _ = tree?.ToJsonString();
            return tree;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // What is no document any more is spoiled enough.
            return null;
        }
    }
}
