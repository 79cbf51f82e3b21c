using Busbar.Core.Objects;

namespace Busbar.Storage.Writing;

/// <summary>
/// When objects were last written, in a fixed table: objects whose hash codes fall on one place share it, so that an answer errs towards "changed".
/// </summary>
public sealed class ObjectStamps
{
    private const int Places = 1 << 17;

    private readonly long[] _stamps = new long[Places];
    private long _all;

    /// <summary>An object was written. Changes may be told of twice, and then not in order; one caller at a time.</summary>
    internal void Move(in ObjectKey key, long sequence)
    {
        ref var stamp = ref _stamps[Place(key.GetHashCode())];
        if (sequence > stamp)
        {
            Volatile.Write(ref stamp, sequence);
        }
    }

    /// <summary>Any object may have been written.</summary>
    internal void MoveAll(long sequence) => Volatile.Write(ref _all, sequence);

    internal bool AreOlder(ReadOnlySpan<int> keys, long sequence)
    {
        foreach (var key in keys)
        {
            if (Volatile.Read(ref _stamps[Place(key)]) > sequence)
            {
                return false;
            }
        }

        return Volatile.Read(ref _all) <= sequence;
    }

    private static int Place(int hash) => (int)((uint)hash % Places);
}
