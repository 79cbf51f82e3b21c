using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Residues;

/// <summary>One place at which the way back gave another value than there was.</summary>
/// <param name="At">Names of members, and keys of items of lists whose items have one.</param>
/// <param name="Was">The mark of what stood there after the way back; null when nothing did.</param>
/// <param name="Index">Of an item, where in its list it stood.</param>
/// <param name="Value">The value there was; null when there was none.</param>
internal sealed record Difference(IReadOnlyList<string> At, string? Was, int? Index, Node? Value)
{
    /// <summary>Members beside it, and their marks after the way back: the value is put back only where none of these was changed either.</summary>
    public IReadOnlyList<(string Name, string? Mark)> Beside { get; init; } = [];

    public static Difference? Read(Node item)
    {
        if (item.Find("at") is not { Kind: JsonValueKind.Array } path)
        {
            return null;
        }

        var at = new List<string>();
        for (var part = path.First; part is not null; part = part.Next)
        {
            at.Add(part.AsText() ?? "");
        }

        var index = item.Find("index") is { } place && int.TryParse(place.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        return at.Count == 0 ? null : new Difference(at, item.Find("was")?.AsText(), index, item.Find("value"))
        {
            Beside = item.Find("beside") is { Kind: JsonValueKind.Object } beside ? Members(beside) : [],
        };
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("at");
        foreach (var part in At)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
        if (Was is not null)
        {
            json.WriteString("was", Was);
        }

        if (Beside.Count > 0)
        {
            json.WriteStartObject("beside");
            foreach (var (name, mark) in Beside)
            {
                json.WriteString(name, mark);
            }

            json.WriteEndObject();
        }

        if (Index is { } index)
        {
            json.WriteNumber("index", index);
        }

        if (Value is not null)
        {
            json.WritePropertyName("value");
            json.WriteRawValue(DocumentWriter.Write(Value), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>Whether what the value depends on is as it was. To be asked before anything is put back.</summary>
    public bool Holds(Node root)
    {
        if (Beside.Count == 0)
        {
            return true;
        }

        return Parent(root) is { } place && Beside.All(beside => (place.Find(beside.Name) is { } member ? Sameness.Mark(member) : null) == beside.Mark);
    }

    /// <summary>Puts the value back where nobody changed it meanwhile.</summary>
    /// <returns>The place as a JSON Pointer; null when nothing was put back.</returns>
    public string? PutBack(Node root)
    {
        if (Parent(root) is not { } place)
        {
            return null;
        }

        var current = Child(place, At[^1]);
        if ((current is null ? null : Sameness.Mark(current)) != Was)
        {
            return null;
        }

        var pointer = current?.Pointer() ?? place.PointerTo(At[^1]);
        if (Value is null)
        {
            current?.Detach();
        }
        else if (place.Kind == JsonValueKind.Array)
        {
            current?.Detach();
            place.Insert(Index ?? int.MaxValue, Value.Copy());
        }
        else if (current is not null)
        {
            current.ReplaceBy(Value.Copy());
        }
        else
        {
            place.Set(At[^1], Value.Copy());
        }

        return pointer;
    }

    private static List<(string, string?)> Members(Node beside)
    {
        var members = new List<(string, string?)>();
        for (var member = beside.First; member is not null; member = member.Next)
        {
            members.Add((Encoding.UTF8.GetString(member.Name.Span), member.AsText()));
        }

        return members;
    }

    private Node? Parent(Node root)
    {
        var place = root;
        foreach (var part in At.SkipLast(1))
        {
            if (Child(place, part) is not { } child)
            {
                return null;
            }

            place = child;
        }

        return place;
    }

    private static Node? Child(Node place, string part)
    {
        if (place.Kind == JsonValueKind.Object)
        {
            var name = Encoding.UTF8.GetBytes(part);
            for (var member = place.First; member is not null; member = member.Next)
            {
                if (member.Name.Span.SequenceEqual(name))
                {
                    return member;
                }
            }

            return null;
        }

        return place.Kind != JsonValueKind.Array ? null
            : KeyedLists.KeyOf(place.Name.Span) is { } key ? KeyedLists.Read(place, key)?.GetValueOrDefault(part)
            : KeyedLists.IsSet(place.Name.Span) ? Item(place, part)
            : null;
    }

    private static Node? Item(Node list, string text)
    {
        var item = list.First;
        while (item is not null && item.AsUnicode() != text)
        {
            item = item.Next;
        }

        return item;
    }
}
