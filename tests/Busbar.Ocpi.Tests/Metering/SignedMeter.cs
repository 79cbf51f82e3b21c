using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Busbar.Ocpi.Model.Cdrs;

namespace Busbar.Ocpi.Tests.Metering;

/// <summary>A meter with a key of its own that signs what it reads.</summary>
internal sealed class SignedMeter : IDisposable
{
    private readonly ECDsa _key;
    private readonly string _algorithm;
    private readonly HashAlgorithmName _hash;

    public SignedMeter(string curve = "secp256r1", string oid = "1.2.840.10045.3.1.7", string hash = "SHA256", bool explicitCurve = false)
    {
        var named = ECCurve.CreateFromValue(oid);
        _key = ECDsa.Create(named);
        if (explicitCurve)
        {
            _key.ImportParameters(_key.ExportExplicitParameters(includePrivateParameters: true));
        }

        _algorithm = $"ECDSA-{curve}-{hash}";
        _hash = new HashAlgorithmName(hash);
    }

    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public string Pem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The bare point, uncompressed.</summary>
    public byte[] Point
    {
        get
        {
            var point = _key.ExportParameters(false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
    }

    public static string Payload(string readings, string serial = "M1") => $$"""{"FV":"1.0","GI":"GATEWAY 1","GS":"123","PG":"T1","MV":"X","MS":"{{serial}}","IS":true,"ID":"a|b","RD":[{{readings}}]}""";

    public static string Reading(string time, string @event, decimal value, string unit = "kWh", string status = "G") =>
        $$"""{"TM":"{{time}}","TX":"{{@event}}","RV":{{value.ToString(CultureInfo.InvariantCulture)}},"RI":"1-b:1.8.0","RU":"{{unit}}","EF":"","ST":"{{status}}"}""";

    /// <summary>A session from 10:00 to 12:00 UTC with so many kilowatt-hours.</summary>
    public static string Session(decimal kwh) =>
        Payload($$"""{{Reading("2026-01-14T11:00:00,000+0100 S", "B", 100m)}},{"TM":"2026-01-14T13:00:00,000+0100 S","TX":"E","RV":{{(100 + kwh).ToString(CultureInfo.InvariantCulture)}}}""");

    public string Signature(string payload, string encoding = "hex")
    {
        var signature = _key.SignData(Encoding.UTF8.GetBytes(payload), _hash, DSASignatureFormat.Rfc3279DerSequence);
        return $$"""{"SA":"{{_algorithm}}","SE":"{{encoding}}","SD":"{{(encoding == "hex" ? Convert.ToHexString(signature) : Convert.ToBase64String(signature))}}"}""";
    }

    public string Record(string payload, string encoding = "hex") => $"OCMF|{payload}|{Signature(payload, encoding)}";

    public SignedData Signed(string payload, string? key = null, string method = "OCMF") => new()
    {
        EncodingMethod = method,
        PublicKey = key,
        SignedValues = [new SignedValue { Nature = "End", PlainData = payload, SignedData = Convert.ToBase64String(Encoding.UTF8.GetBytes(Record(payload))) }],
    };

    public void Dispose() => _key.Dispose();
}
