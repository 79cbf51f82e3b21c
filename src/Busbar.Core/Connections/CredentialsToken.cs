using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Connections;

/// <summary>Makes the tokens that we issue, and the hashes under which they are kept.</summary>
public static class CredentialsToken
{
    private const int Octets = 32;

    /// <summary>A new random token of 256 bits: 43 characters out of A-Z a-z 0-9 - _, so it needs no padding and fits in the standard's 64.</summary>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[Octets];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    /// <summary>SHA-256 over the token's UTF-8 octets, in lower-case hexadecimal.</summary>
    /// <remarks>A plain hash is enough: what is hashed is random, so there is nothing to guess.</remarks>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
