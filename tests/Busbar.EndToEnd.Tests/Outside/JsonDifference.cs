using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Compares two JSON values field by field. Numbers are compared as they are spelled: 1.50 is not 1.5. The order of an object's fields means nothing.</summary>
internal static class JsonDifference
{
    /// <summary>One line for each difference: the JSON Pointer, what was expected, what was found.</summary>
    public static IReadOnlyList<string> Between(JsonNode? expected, JsonNode? found)
    {
        using var left = JsonDocument.Parse(expected?.ToJsonString() ?? "null");
        using var right = JsonDocument.Parse(found?.ToJsonString() ?? "null");
        var differences = new List<string>();
        Compare("", left.RootElement, right.RootElement, differences);
        return differences;
    }

    private static void Compare(string path, JsonElement expected, JsonElement found, List<string> differences)
    {
        if (expected.ValueKind != found.ValueKind)
        {
            differences.Add($"{path}: {Show(expected)} became {Show(found)}");
        }
        else if (expected.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in expected.EnumerateObject())
            {
                if (found.TryGetProperty(property.Name, out var other))
                {
                    Compare($"{path}/{property.Name}", property.Value, other, differences);
                }
                else
                {
                    differences.Add($"{path}/{property.Name}: {Show(property.Value)} is gone");
                }
            }

            differences.AddRange(found.EnumerateObject().Where(property => !expected.TryGetProperty(property.Name, out _))
                .Select(property => $"{path}/{property.Name}: {Show(property.Value)} was added"));
        }
        else if (expected.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < Math.Min(expected.GetArrayLength(), found.GetArrayLength()); i++)
            {
                Compare($"{path}/{i}", expected[i], found[i], differences);
            }

            if (expected.GetArrayLength() != found.GetArrayLength())
            {
                differences.Add($"{path}: {expected.GetArrayLength()} elements became {found.GetArrayLength()}");
            }
        }
        else if (expected.ValueKind == JsonValueKind.String ? expected.GetString() != found.GetString() : expected.GetRawText() != found.GetRawText())
        {
            differences.Add($"{path}: {Show(expected)} became {Show(found)}");
        }
    }

    private static string Show(JsonElement value) => value.GetRawText() is { Length: <= 80 } text ? text : value.GetRawText()[..80] + "…";
}
