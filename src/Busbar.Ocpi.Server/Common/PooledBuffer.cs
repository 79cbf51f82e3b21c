using System.Buffers;

namespace Busbar.Ocpi.Server.Common;

/// <summary>
/// A growing buffer from the pool: the answer is complete before its first byte is sent, so its length and its failures are known in time.
/// Bytes that somebody else keeps may stand in the middle of it without being copied.
/// </summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    // Taken when something is written: a request that waits for its turn holds no room for an answer that is yet to come.
    private byte[] _bytes = [];

    private ReadOnlyMemory<byte> _inserted;
    private int _insertedAt;

    /// <summary>How much was written here; what was inserted does not count.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Everything, in order.</summary>
    public ReadOnlySequence<byte> Content => _inserted.IsEmpty
        ? new(Written)
        : BytesSegment.Join(Written[.._insertedAt], _inserted, Written[_insertedAt..]);

    /// <summary>Puts bytes that stay as they are after what is written so far; once.</summary>
    public void Insert(ReadOnlyMemory<byte> bytes)
    {
        if (!_inserted.IsEmpty)
            throw new InvalidOperationException("Something was inserted already.");

        (_inserted, _insertedAt) = (bytes, Length);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Makes room, so that a size known in advance costs one step and no copies.</summary>
    public void Reserve(int size) => Grow(size);

    public void Clear()
    {
        Length = 0;
        _inserted = default;
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Grow(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length >= needed)
            return;

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(Length + (long)needed, _bytes.Length == 0 ? capacity : 2L * _bytes.Length), Array.MaxLength));
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
