using System.Text.Json;

namespace Busbar.Core.Reconciliation;

/// <summary>Names the members in which two contents of one object differ.</summary>
public static class DocumentDifference
{
    /// <summary>More is not read by anybody.</summary>
    private const int Most = 30;

    /// <returns>Empty when the contents are the same.</returns>
    /// <exception cref="JsonException">One of them is no JSON.</exception>
    public static IReadOnlyList<DifferingMember> Between(ReadOnlyMemory<byte> ours, ReadOnlyMemory<byte> theirs)
    {
        using var left = JsonDocument.Parse(ours);
        using var right = JsonDocument.Parse(theirs);
        var found = new List<DifferingMember>();
        if (NormalForm.Hash(left.RootElement) != NormalForm.Hash(right.RootElement))
        {
            Compare(left.RootElement, right.RootElement, "", "", found);
        }

        return found;
    }

    private static void Compare(JsonElement ours, JsonElement theirs, string path, string name, List<DifferingMember> found)
    {
        if (found.Count >= Most || NormalForm.Of(ours, name) == NormalForm.Of(theirs, name))
        {
            return;
        }

        if (ours.ValueKind == JsonValueKind.Object && theirs.ValueKind == JsonValueKind.Object)
        {
            CompareMembers(Members(ours), Members(theirs), path, found, static key => key);
        }
        else if (Items(ours) is { } left && Items(theirs) is { } right)
        {
            CompareMembers(left, right, path, found, _ => name);
        }
        else
        {
            found.Add(new DifferingMember(path, "differs"));
        }
    }

    private static void CompareMembers(
        Dictionary<string, JsonElement> ours, Dictionary<string, JsonElement> theirs, string path, List<DifferingMember> found, Func<string, string> nameOf)
    {
        foreach (var key in ours.Keys.Union(theirs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (found.Count >= Most)
            {
                return;
            }

            var place = $"{path}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            var (left, right) = (Said(ours, key, nameOf(key)), Said(theirs, key, nameOf(key)));
            if (left is { } mine && right is { } other)
            {
                Compare(mine, other, place, nameOf(key), found);
            }
            else if (left is not null || right is not null)
            {
                found.Add(new DifferingMember(place, left is null ? "only_theirs" : "only_ours"));
            }
        }
    }

    /// <summary>A member that says something.</summary>
    private static JsonElement? Said(Dictionary<string, JsonElement> members, string key, string name) =>
        members.TryGetValue(key, out var value) && NormalForm.Of(value, name).Length > 0 ? value : null;

    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    /// <summary>A list whose items have ids, by id; null for any other.</summary>
    private static Dictionary<string, JsonElement>? Items(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in element.EnumerateArray())
        {
            if (NormalForm.IdOf(item) is not { } id || !items.TryAdd(id, item))
            {
                return null;
            }
        }

        return items;
    }
}
