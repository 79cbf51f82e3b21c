using System.Buffers.Binary;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Rows;

/// <summary>How an object's hash stands in a row.</summary>
public static class HashColumn
{
    public static Statement BindHash(this Statement statement, UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return statement.Bind((ReadOnlySpan<byte>)bytes);
    }

    public static UInt128 Hash(this Statement statement, int column) => BinaryPrimitives.ReadUInt128BigEndian(statement.Blob(column));
}
