using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Settings;

namespace Busbar.Admin.Access;

/// <summary>The key that opens the operator API: configured, remembered from an earlier start, or generated now. Only its SHA-256 is kept.</summary>
public sealed class OperatorKeys(ISettingStore settings)
{
    private const string Name = "admin-key.sha256";

    private byte[] _hash = [];

    /// <summary>Makes sure that there is a key. Returns it when it was generated now, so that it can be shown this once.</summary>
    /// <param name="configured">The key that the operator chose; replaces the one of an earlier start.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string?> PrepareAsync(string? configured, CancellationToken cancellation)
    {
        if (configured is null && await settings.ReadAsync(Name, cancellation) is { } known)
        {
            _hash = Convert.FromHexString(known);
            return null;
        }

        var key = configured ?? "bbk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var hash = Hash(key);
        await settings.WriteAsync(Name, Convert.ToHexStringLower(hash), cancellation);
        _hash = hash;
        return configured is null ? key : null;
    }

    /// <summary>Whether it is the key; takes the same time whatever is presented.</summary>
    public bool Accepts(string presented) => _hash.Length > 0 && CryptographicOperations.FixedTimeEquals(_hash, Hash(presented));

    /// <summary>Tells one key from another without telling the key: what was allowed with an earlier key can be recognised and refused.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_hash).AsSpan(0, 8));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
