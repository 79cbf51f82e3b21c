namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>Finds the place of a name among a fixed set of names in UTF-8, without making text of it.</summary>
internal sealed class Utf8Names
{
    private readonly byte[][] _names;
    private readonly short[] _slots;
    private readonly uint _mask;

    public Utf8Names(byte[][] names)
    {
        _names = names;
        var size = 8;
        while (size < names.Length * 2)
        {
            size *= 2;
        }

        _mask = (uint)size - 1;
        _slots = new short[size];
        Array.Fill(_slots, (short)-1);
        for (short i = 0; i < names.Length; i++)
        {
            var slot = Hash(names[i]) & _mask;
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = i;
        }
    }

    /// <summary>The place of the name; -1 when it is none of them.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var slot = Hash(name) & _mask; _slots[slot] >= 0; slot = (slot + 1) & _mask)
        {
            if (name.SequenceEqual(_names[_slots[slot]]))
            {
                return _slots[slot];
            }
        }

        return -1;
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        // FNV-1a over the name's end, which tells property names apart well; a long value of an enumeration costs no more.
        var hash = 2166136261u ^ (uint)name.Length;
        foreach (var letter in name[^Math.Min(name.Length, 12)..])
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
