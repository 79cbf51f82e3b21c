using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Residues;

/// <summary>Finds the least places at which two documents differ.</summary>
internal static class Differences
{
    public static List<Difference> Between(Node back, Node given)
    {
        var found = new List<Difference>();
        Compare(back, given, [], found);
        return found;
    }

    private static void Compare(Node back, Node given, List<string> at, List<Difference> found)
    {
        if (back.Kind == JsonValueKind.Object && given.Kind == JsonValueKind.Object && !Together.IsOneValue(given))
        {
            CompareMembers(back, given, at, found);
        }
        else if (back.Kind == JsonValueKind.Array && given.Kind == JsonValueKind.Array && KeyedLists.IsSet(given.Name.Span)
            && KeyedLists.Texts(back) is { } texts && KeyedLists.Texts(given) is { } all && texts.SequenceEqual(all.Where(texts.Contains)))
        {
            CompareTexts(texts, given, at, found);
        }
        else if (back.Kind == JsonValueKind.Array && given.Kind == JsonValueKind.Array && KeyedLists.KeyOf(given.Name.Span) is { } key
            && KeyedLists.Read(back, key) is { } items && KeyedLists.Read(given, key) is { } others && InOrder(items.Keys, others.Keys))
        {
            CompareItems(items, others, at, found);
        }
        else if (!Sameness.Same(back, given))
        {
            found.Add(Tied(new Difference([.. at], Sameness.Mark(back), null, given), back.Parent));
        }
    }

    private static Difference Tied(Difference difference, Node? parent) => difference with
    {
        Beside = [.. Together.Beside(difference.At.Count == 0 ? "" : difference.At[^1]).Select(name => (name, parent?.Find(name) is { } member ? Sameness.Mark(member) : null))],
    };

    private static void CompareMembers(Node back, Node given, List<string> at, List<Difference> found)
    {
        for (var member = given.First; member is not null; member = member.Next)
        {
            at.Add(Encoding.UTF8.GetString(member.Name.Span));
            if (Sameness.Twin(member, back) is { } twin)
            {
                Compare(twin, member, at, found);
            }
            else
            {
                found.Add(Tied(new Difference([.. at], null, null, member), back));
            }

            at.RemoveAt(at.Count - 1);
        }

        for (var member = back.First; member is not null; member = member.Next)
        {
            if (Sameness.Twin(member, given) is null)
            {
                found.Add(new Difference([.. at, Encoding.UTF8.GetString(member.Name.Span)], Sameness.Mark(member), null, null));
            }
        }
    }

    /// <summary>Nothing was lost of the list but some of its words: whoever changes the others later says nothing about these.</summary>
    private static void CompareTexts(List<string> texts, Node given, List<string> at, List<Difference> found)
    {
        var index = 0;
        for (var item = given.First; item is not null; item = item.Next, index++)
        {
            if (item.AsUnicode() is { } text && !texts.Contains(text))
            {
                found.Add(new Difference([.. at, text], null, index, item));
            }
        }
    }

    private static void CompareItems(Dictionary<string, Node> items, Dictionary<string, Node> others, List<string> at, List<Difference> found)
    {
        foreach (var (id, item) in items)
        {
            if (!others.ContainsKey(id))
            {
                found.Add(new Difference([.. at, id], Sameness.Mark(item), null, null));
            }
        }

        var index = 0;
        foreach (var (id, other) in others)
        {
            if (items.TryGetValue(id, out var item))
            {
                at.Add(id);
                Compare(item, other, at, found);
                at.RemoveAt(at.Count - 1);
            }
            else
            {
                found.Add(new Difference([.. at, id], null, index, other));
            }

            index++;
        }
    }

    /// <summary>Whether what both have stands in the same order; an item that moved cannot be told from one that changed.</summary>
    private static bool InOrder(IEnumerable<string> items, IEnumerable<string> others)
    {
        var left = items.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var right = others.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return items.Where(right.Contains).SequenceEqual(others.Where(left.Contains), StringComparer.OrdinalIgnoreCase);
    }
}
