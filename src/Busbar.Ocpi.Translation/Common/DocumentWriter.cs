using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Writes a translated document: what nobody touched as it stood, byte by byte; the rest compact and without needless escapes.</summary>
internal static class DocumentWriter
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    public static byte[] Write(Node root)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(root.Raw.Length + 64, 256));
        Value(root, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Value(Node node, IBufferWriter<byte> output)
    {
        if (!node.IsChanged)
        {
            output.Write(node.Raw);
            return;
        }

        var isObject = node.Kind == JsonValueKind.Object;
        output.Write(isObject ? "{"u8 : "["u8);
        for (var child = node.First; child is not null; child = child.Next)
        {
            if (isObject)
            {
                Name(child.Name.Span, output);
            }

            Value(child, output);
            if (child.Next is not null)
            {
                output.Write(","u8);
            }
        }

        output.Write(isObject ? "}"u8 : "]"u8);
    }

    public static void Name(ReadOnlySpan<byte> name, IBufferWriter<byte> output)
    {
        if (name.ContainsAny(Escaped))
        {
            name = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        }

        var target = output.GetSpan(name.Length + 3);
        target[0] = (byte)'"';
        name.CopyTo(target[1..]);
        target[name.Length + 1] = (byte)'"';
        target[name.Length + 2] = (byte)':';
        output.Advance(name.Length + 3);
    }
}
