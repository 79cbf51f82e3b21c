using System.Buffers.Binary;
using System.Numerics;

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

    // The length and both ends: the names of one object hardly ever agree in all three, and those that do are told apart by comparing.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var length = name.Length;
        ulong ends = length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(name) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]), 29),
            >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32),
            > 0 => name[0] | ((ulong)name[length / 2] << 8) | ((ulong)name[^1] << 16),
            _ => 0,
        };
        return (uint)(((ends + (ulong)length) * 0x9E3779B97F4A7C15UL) >> 32);
    }
}
