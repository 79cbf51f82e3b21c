using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Pull;

/// <summary>Eight bytes that stand for an object in a list of hundreds of thousands. Two objects with one mark are as good as impossible, and would only keep what should go.</summary>
internal static class KeyMark
{
    public static ulong Of(ObjectKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Owner.CountryCode}/{key.Owner.Code}/{key.Id}".ToUpperInvariant()), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
