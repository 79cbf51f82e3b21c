using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Webhooks;

/// <summary>What a webhook's messages are signed with: its secret and, while a rotation overlaps, the one before it.</summary>
public sealed class WebhookKeys
{
    private readonly byte[] _present;
    private readonly byte[]? _former;
    private readonly DateTimeOffset _formerUntil;

    /// <param name="secret">The present secret.</param>
    /// <param name="former">The one before it; null when there is none.</param>
    /// <param name="formerUntil">When the one before it ends.</param>
    public WebhookKeys(string secret, string? former = null, DateTimeOffset? formerUntil = null)
    {
        _present = WebhookSecret.Key(secret);
        _former = former is null || formerUntil is null ? null : WebhookSecret.Key(former);
        _formerUntil = formerUntil ?? DateTimeOffset.MinValue;
    }

    /// <summary>The signatures of a message that is sent now, separated by spaces: the present secret's first.</summary>
    public string Sign(string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{now.ToUnixTimeSeconds()}."));
        var signed = Sign(_present, head, body);
        return _former is not null && now < _formerUntil ? $"{signed} {Sign(_former, head, body)}" : signed;
    }

    private static string Sign(byte[] key, byte[] head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(head);
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
