using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Whether two values are the same: the order of members and the escapes of texts do not count, the digits of numbers do.</summary>
internal static class Sameness
{
    public static bool Same(Node? one, Node? other)
    {
        if (one is null || other is null || one.Kind != other.Kind)
        {
            return one is null && other is null;
        }

        return one.Kind switch
        {
            JsonValueKind.Object => SameMembers(one, other),
            JsonValueKind.Array => SameItems(one, other),
            JsonValueKind.String => one.Raw.SequenceEqual(other.Raw) || (one.AsUnicode() is { } text && text == other.AsUnicode()),
            JsonValueKind.Number => one.Raw.SequenceEqual(other.Raw),
            _ => true,
        };
    }

    /// <summary>The member of the same name.</summary>
    public static Node? Twin(Node member, Node parent)
    {
        for (var child = parent.First; child is not null; child = child.Next)
        {
            if (child.Name.Length == member.Name.Length && child.Name.Span.SequenceEqual(member.Name.Span))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>A short text that is the same for the same values and hardly ever for others.</summary>
    public static string Mark(Node node)
    {
        var canonical = new ArrayBufferWriter<byte>();
        Write(node, canonical);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan).AsSpan(0, 8));
    }

    private static bool SameMembers(Node one, Node other)
    {
        var count = 0;
        for (var member = one.First; member is not null; member = member.Next, count++)
        {
            if (Twin(member, other) is not { } twin || !Same(member, twin))
            {
                return false;
            }
        }

        return count == other.Count();
    }

    private static bool SameItems(Node one, Node other)
    {
        var (left, right) = (one.First, other.First);
        while (left is not null && right is not null && Same(left, right))
        {
            (left, right) = (left.Next, right.Next);
        }

        return left is null && right is null;
    }

    private static void Write(Node node, IBufferWriter<byte> output)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                output.Write("{"u8);
                foreach (var member in Children(node).OrderBy(child => Encoding.UTF8.GetString(child.Name.Span), StringComparer.Ordinal))
                {
                    DocumentWriter.Name(member.Name.Span, output);
                    Write(member, output);
                }

                output.Write("}"u8);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                foreach (var item in Children(node))
                {
                    Write(item, output);
                    output.Write(","u8);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                output.Write(node.AsUnicode() is { } text ? Node.Text(text).Raw : node.Raw);
                break;
            default:
                output.Write(node.Raw);
                break;
        }
    }

    private static IEnumerable<Node> Children(Node node)
    {
        for (var child = node.First; child is not null; child = child.Next)
        {
            yield return child;
        }
    }
}
