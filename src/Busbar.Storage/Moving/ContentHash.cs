using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Moving;

/// <summary>
/// Counts and hashes the rows of a table whatever their order: each row's SHA-256 is added to a sum of 256 bits. Databases order text differently, and
/// sorting a large table only to compare it would cost more than moving it.
/// </summary>
public sealed class ContentHash(IReadOnlyList<MovedColumn> columns)
{
    private readonly ArrayBufferWriter<byte> _row = new(4096);
    private readonly ulong[] _sum = new ulong[4];

    public long Rows { get; private set; }

    /// <summary>The sum, as text.</summary>
    public string Text => string.Concat(_sum.Select(part => part.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Adds the row on which a statement stands.</summary>
    /// <param name="row">The row.</param>
    /// <param name="storable">How a text stands in the database that it is moved to.</param>
    public void Add(Statement row, Func<string, string> storable)
    {
        Span<byte> number = stackalloc byte[8];
        _row.ResetWrittenCount();
        for (var index = 0; index < columns.Count; index++)
        {
            if (row.IsNull(index))
            {
                Append([], length: -1);
                continue;
            }

            switch (columns[index].Kind)
            {
                case ColumnKind.Integer:
                    BinaryPrimitives.WriteInt64BigEndian(number, row.Int64(index));
                    Append(number, number.Length);
                    break;
                case ColumnKind.Bytes:
                    var bytes = row.Blob(index);
                    Append(bytes, bytes.Length);
                    break;
                default:
                    var text = Encoding.UTF8.GetBytes(storable(row.Text(index)));
                    Append(text, text.Length);
                    break;
            }
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_row.WrittenSpan, hash);
        var carry = UInt128.Zero;
        for (var part = 3; part >= 0; part--)
        {
            carry += (UInt128)_sum[part] + BinaryPrimitives.ReadUInt64BigEndian(hash[(part * 8)..]);
            _sum[part] = (ulong)carry;
            carry >>= 64;
        }

        Rows++;
    }

    private void Append(ReadOnlySpan<byte> value, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_row.GetSpan(4), length);
        _row.Advance(4);
        _row.Write(value);
    }
}
