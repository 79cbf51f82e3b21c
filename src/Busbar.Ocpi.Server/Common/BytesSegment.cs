using System.Buffers;

namespace Busbar.Ocpi.Server.Common;

/// <summary>One piece of bytes that lie in several places.</summary>
internal sealed class BytesSegment : ReadOnlySequenceSegment<byte>
{
    private BytesSegment(ReadOnlyMemory<byte> bytes, long start)
    {
        Memory = bytes;
        RunningIndex = start;
    }

    public static ReadOnlySequence<byte> Join(params ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        var first = new BytesSegment(pieces[0], 0);
        var last = first;
        foreach (var piece in pieces[1..])
        {
            var next = new BytesSegment(piece, last.RunningIndex + last.Memory.Length);
            last.Next = next;
            last = next;
        }

        return new(first, 0, last, last.Memory.Length);
    }
}
