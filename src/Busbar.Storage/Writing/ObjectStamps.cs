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
    private long _removed;

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

    /// <summary>Some objects were removed for good. Which ones is not said.</summary>
    internal void Removed(long sequence) => Volatile.Write(ref _removed, Math.Max(_removed, sequence));

    /// <summary>When that was last, or may have been.</summary>
    internal long LastRemoved => Math.Max(Volatile.Read(ref _removed), Volatile.Read(ref _all));

    /// <summary>Whether the object with this hash code stands as a change left it, as far as writes are told of here.</summary>
    public bool StandsAt(int key, long sequence) =>
        Volatile.Read(ref _stamps[Place(key)]) <= sequence && Volatile.Read(ref _all) <= sequence && Volatile.Read(ref _removed) <= sequence;

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
