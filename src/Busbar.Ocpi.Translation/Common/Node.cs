using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>One value of the document that is being translated. It knows where it stood in the given text, however far it was carried since.</summary>
/// <remarks>What nobody touched is written from the given text byte by byte; only what changed is put together anew.</remarks>
internal sealed class Node
{
    private static readonly UTF8Encoding Utf8 = new(false, true);

    private ReadOnlyMemory<byte> _raw;
    private Node? _givenParent;
    private string? _givenName;
    private int _givenIndex = -1;

    private Node(JsonValueKind kind, ReadOnlyMemory<byte> raw, bool changed)
    {
        Kind = kind;
        _raw = raw;
        IsChanged = changed;
    }

    public JsonValueKind Kind { get; }

    public Node? Parent { get; private set; }

    /// <summary>The first member or item.</summary>
    public Node? First { get; private set; }

    /// <summary>The next member or item of the same parent.</summary>
    public Node? Next { get; private set; }

    /// <summary>The member's name, without escapes.</summary>
    public ReadOnlyMemory<byte> Name { get; private set; }

    /// <summary>Whether it differs from the given text; then the text cannot stand for it.</summary>
    public bool IsChanged { get; private set; }

    public bool IsNull => Kind == JsonValueKind.Null;

    public bool IsEmpty => First is null;

    /// <summary>A scalar's token as it stands in the text; of a container that nobody changed, its text.</summary>
    public ReadOnlySpan<byte> Raw => _raw.Span;

    /// <summary>A value that stands in a text. A container's own text is known when its end is: <see cref="Close"/>.</summary>
    public static Node Read(JsonValueKind kind, ReadOnlyMemory<byte> raw) => new(kind, raw, false);

    public static Node NewObject(params ReadOnlySpan<(string Name, Node Value)> members)
    {
        var node = new Node(JsonValueKind.Object, default, true);
        foreach (var (name, value) in members)
        {
            node.Set(name, value);
        }

        return node;
    }

    public static Node NewArray(params ReadOnlySpan<Node> items)
    {
        var node = new Node(JsonValueKind.Array, default, true);
        foreach (var item in items)
        {
            node.Add(item);
        }

        return node;
    }

    public static Node Text(string text) => new(JsonValueKind.String, Quoted(text), false);

    public static Node Number(decimal number) => new(JsonValueKind.Number, Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), false);

    public static Node True() => new(JsonValueKind.True, "true"u8.ToArray(), false);

    public static Node False() => new(JsonValueKind.False, "false"u8.ToArray(), false);

    /// <summary>A copy for another place. It has no place in the given text.</summary>
    public Node Copy()
    {
        var copy = new Node(Kind, _raw, IsChanged);
        Node? last = null;
        for (var child = First; child is not null; child = child.Next)
        {
            var item = child.Copy();
            item.Name = child.Name;
            item.Parent = copy;
            copy.Append(item, last);
            last = item;
        }

        return copy;
    }

    /// <summary>The member of that name, in ASCII; null when there is none.</summary>
    public Node? Find(string name)
    {
        for (var child = First; child is not null; child = child.Next)
        {
            if (child.Name.Length == name.Length && Ascii.Equals(child.Name.Span, name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Whether it is this text, in ASCII.</summary>
    public bool Is(string text) => Kind == JsonValueKind.String && _raw.Length == text.Length + 2 && Ascii.Equals(_raw.Span[1..^1], text);

    /// <summary>A text's content; null for other kinds.</summary>
    public string? AsText()
    {
        if (Kind != JsonValueKind.String)
        {
            return null;
        }

        var content = _raw.Span[1..^1];
        if (content.Contains((byte)'\\'))
        {
            var reader = new Utf8JsonReader(_raw.Span);
            reader.Read();
            return reader.GetString();
        }

        return Utf8.GetString(content);
    }

    /// <summary>The same; null too for what is text in form and no Unicode in content.</summary>
    public string? AsUnicode()
    {
        try
        {
            return AsText();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: there is nothing to compare but the bytes.
            return null;
        }
    }

    /// <summary>Puts a value in a member's place, or adds the member. The new value stands where the old one stood.</summary>
    public void Set(string name, Node value)
    {
        if (Find(name) is { } member)
        {
            member.ReplaceBy(value);
            return;
        }

        value.Detach();
        value.Parent = this;
        value.Name = Names.Utf8(name);
        Append(value, Before(null));
        Touch();
    }

    /// <summary>Puts another value in the place of this one, which has a parent. The new value stands where the old one stood.</summary>
    public void ReplaceBy(Node value)
    {
        value.Detach();
        var parent = Parent!;
        value.Parent = parent;
        value.Name = Name;
        value.Inherit(this);
        value.Next = Next;
        parent.Link(parent.Before(this), value);
        Forget();
        parent.Touch();
    }

    /// <summary>Adds an item to a list.</summary>
    public void Add(Node item)
    {
        item.Detach();
        item.Parent = this;
        Append(item, Before(null));
        Touch();
    }

    /// <summary>Puts an item into a list, before the one at an index, or at the end.</summary>
    public void Insert(int index, Node item)
    {
        Node? before = null;
        var at = First;
        for (var i = 0; i < index && at is not null; i++)
        {
            (before, at) = (at, at.Next);
        }

        item.Detach();
        item.Parent = this;
        item.Next = at;
        Link(before, item);
        Touch();
    }

    /// <summary>Gives the value another name at the same place.</summary>
    public void Rename(string name)
    {
        _givenName ??= Encoding.UTF8.GetString(Name.Span);
        Name = Names.Utf8(name);
        Parent?.Touch();
    }

    /// <summary>Takes the value out of its parent.</summary>
    public void Detach()
    {
        if (Parent is not { } parent)
        {
            return;
        }

        parent.Link(parent.Before(this), Next);
        parent.Touch();
        Forget();
    }

    /// <summary>Says that it stands for another value of the given text: losses of the one are losses of the other.</summary>
    public Node StandingFor(Node other)
    {
        Inherit(other);
        return this;
    }

    /// <summary>Where it stands in the given text, as a JSON Pointer; what was added since points to where it is now.</summary>
    public string Pointer()
    {
        if ((_givenParent ?? Parent) is not { } parent)
        {
            return "";
        }

        return parent.Kind == JsonValueKind.Array
            ? _givenIndex >= 0 ? $"{parent.Pointer()}/{_givenIndex}" : parent.Pointer()
            : $"{parent.Pointer()}/{Escape(_givenName ?? Encoding.UTF8.GetString(Name.Span))}";
    }

    /// <summary>The JSON Pointer of a member, which need not exist.</summary>
    public string PointerTo(string name) => Find(name) is { } member ? member.Pointer() : $"{Pointer()}/{Escape(name)}";

    public int Count()
    {
        var count = 0;
        for (var child = First; child is not null; child = child.Next)
        {
            count++;
        }

        return count;
    }

    /// <summary>Adds what was read after <paramref name="last"/>, which is the last one so far.</summary>
    internal void AppendRead(Node child, ReadOnlyMemory<byte> name, int index, Node? last)
    {
        child.Name = name;
        child.Parent = this;
        child._givenIndex = index;
        Append(child, last);
    }

    internal void Close(ReadOnlyMemory<byte> raw) => _raw = raw;

    private static byte[] Quoted(string text)
    {
        var content = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        var quoted = new byte[content.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        content.CopyTo(quoted.AsSpan(1));
        return quoted;
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private Node? Before(Node? child)
    {
        Node? before = null;
        for (var at = First; at is not null && at != child; at = at.Next)
        {
            before = at;
        }

        return before;
    }

    private void Append(Node child, Node? last) => Link(last, child);

    private void Link(Node? before, Node? child)
    {
        if (before is null)
        {
            First = child;
        }
        else
        {
            before.Next = child;
        }
    }

    private void Inherit(Node other)
    {
        _givenParent = other._givenParent ?? other.Parent;
        _givenName = other._givenName ?? Encoding.UTF8.GetString(other.Name.Span);
        _givenIndex = other._givenIndex;
    }

    /// <summary>Is no longer part of its parent, but still knows where it stood.</summary>
    private void Forget()
    {
        _givenParent ??= Parent;
        Parent = null;
        Next = null;
    }

    private void Touch()
    {
        for (var node = this; node is { IsChanged: false }; node = node.Parent)
        {
            node.IsChanged = true;
        }
    }
}
