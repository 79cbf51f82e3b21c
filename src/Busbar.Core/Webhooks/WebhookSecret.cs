using System.Security.Cryptography;

namespace Busbar.Core.Webhooks;

/// <summary>The secret that a webhook and its receiver share, as Standard Webhooks writes it: "whsec_" and Base64 of the key.</summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Length = 32;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The key that a secret stands for.</summary>
    public static byte[] Key(string secret) => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}
