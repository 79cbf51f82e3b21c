namespace Busbar.Ocpi.Metering.Keys;

/// <summary>A curve that meters sign on.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Bytes">The length of a coordinate.</param>
internal sealed record EllipticCurve(string Name, string Oid, int Bytes)
{
    public static IReadOnlyList<EllipticCurve> All { get; } =
    [
        new("secp192k1", "1.3.132.0.31", 24),
        new("secp192r1", "1.2.840.10045.3.1.1", 24),
        new("secp256k1", "1.3.132.0.10", 32),
        new("secp256r1", "1.2.840.10045.3.1.7", 32),
        new("secp384r1", "1.3.132.0.34", 48),
        new("secp521r1", "1.3.132.0.35", 66),
        new("brainpool256r1", "1.3.36.3.3.2.8.1.1.7", 32),
        new("brainpool384r1", "1.3.36.3.3.2.8.1.1.11", 48),
    ];

    /// <summary>The curve of a name, however brainpool is spelt; null when it is none of them.</summary>
    public static EllipticCurve? Find(string name)
    {
        var plain = name.Replace("brainpoolP", "brainpool", StringComparison.OrdinalIgnoreCase);
        plain = plain.Equals("prime256v1", StringComparison.OrdinalIgnoreCase) ? "secp256r1" : plain.Equals("prime192v1", StringComparison.OrdinalIgnoreCase) ? "secp192r1" : plain;
        return All.FirstOrDefault(curve => curve.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }
}
