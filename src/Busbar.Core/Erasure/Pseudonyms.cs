using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Erasure;

/// <summary>
/// What stands in the place of an identifier: the same for the same one, ignoring case, as long as the key is there, so that a driver's sessions and CDRs still belong
/// together. Nothing leads back once the key is gone. Short enough for every field of every version.
/// </summary>
public sealed class Pseudonyms(byte[] key)
{
    private const string Prefix = "ERASED-";
    private const int Bytes = 12;

    public string Of(string value) =>
        Is(value) ? value : Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value.ToUpperInvariant())).AsSpan(0, Bytes));

    /// <summary>Whether a text is a pseudonym, of whichever erasure.</summary>
    public static bool Is(string text) => text.Length == Prefix.Length + (2 * Bytes) && text.StartsWith(Prefix, StringComparison.Ordinal);
}
