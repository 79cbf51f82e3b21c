using System.Buffers;

namespace Busbar.Ocpi.Wire.Patching;

/// <summary>Replacements at places of one text, applied together.</summary>
internal sealed class JsonEdits
{
    private readonly List<(int Start, int End, byte[] Bytes)> _edits = [];

    /// <summary>Puts bytes in the place of a part of the text.</summary>
    public void Replace(Range part, int textLength, ReadOnlySpan<byte> bytes)
    {
        var (start, length) = part.GetOffsetAndLength(textLength);
        _edits.Add((start, start + length, bytes.ToArray()));
    }

    /// <summary>Puts bytes in front of a place of the text.</summary>
    public void Insert(int at, ReadOnlySpan<byte> bytes) => _edits.Add((at, at, bytes.ToArray()));

    /// <summary>The text with every edit made.</summary>
    public byte[] Apply(ReadOnlySpan<byte> text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + _edits.Sum(edit => edit.Bytes.Length) + 1);
        var next = 0;
        foreach (var (start, end, bytes) in _edits.OrderBy(edit => edit.Start))
        {
            output.Write(text[next..start]);
            output.Write(bytes);
            next = end;
        }

        output.Write(text[next..]);
        return output.WrittenSpan.ToArray();
    }
}
