using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Metering.Cdrs;
using Busbar.Ocpi.Metering.Keys;
using Busbar.Ocpi.Metering.Ocmf;
using Busbar.Ocpi.Metering.Reports;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Tests.Pricing;

namespace Busbar.Ocpi.Tests.Metering;

/// <summary>Signed meter data of CDRs: verified, failed, or not verifiable with the reason.</summary>
public sealed class SignedDataTests
{
    [Theory]
    [InlineData("secp192k1", "1.3.132.0.31", "SHA256")]
    [InlineData("secp192r1", "1.2.840.10045.3.1.1", "SHA256")]
    [InlineData("secp256k1", "1.3.132.0.10", "SHA256")]
    [InlineData("secp256r1", "1.2.840.10045.3.1.7", "SHA256")]
    [InlineData("secp384r1", "1.3.132.0.34", "SHA256")]
    [InlineData("secp384r1", "1.3.132.0.34", "SHA384")]
    [InlineData("secp521r1", "1.3.132.0.35", "SHA512")]
    [InlineData("brainpool256r1", "1.3.36.3.3.2.8.1.1.7", "SHA256")]
    [InlineData("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", "SHA256")]
    [InlineData("brainpool384r1", "1.3.36.3.3.2.8.1.1.11", "SHA384")]
    public void Every_curve_of_the_format_is_verified_and_its_forgery_fails(string curve, string oid, string hash)
    {
        using var meter = new SignedMeter(curve, oid, hash);
        var report = Check(meter.Signed(SignedMeter.Session(20), Convert.ToBase64String(meter.PublicKey)));
        Assert.Equal((SignatureState.Verified, KeySource.Cdr, 20m), (report.State, report.Key, report.Energy));
        Assert.Empty(report.Findings);

        var payload = SignedMeter.Session(20);
        var forged = meter.Record(payload).Replace("120", "121", StringComparison.Ordinal);
        Assert.Equal(SignatureState.Failed, OcmfVerification.Verify(Read(forged), Key(Convert.ToBase64String(meter.PublicKey))).State);
    }

    [Fact]
    public void Key_with_explicit_curve_parameters_is_taken()
    {
        using var meter = new SignedMeter(explicitCurve: true);
        Assert.Equal(SignatureState.Verified, Check(meter.Signed(SignedMeter.Session(20), Convert.ToBase64String(meter.PublicKey))).State);
    }

    [Fact]
    public void Key_is_read_in_every_form_it_is_handed_over_in()
    {
        using var meter = new SignedMeter();
        string[] forms =
        [
            Convert.ToBase64String(meter.PublicKey), Convert.ToHexString(meter.PublicKey), meter.Pem, Convert.ToHexString(meter.Point), Convert.ToBase64String(meter.Point),
            Convert.ToHexString(meter.Point[1..]), Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexString(meter.PublicKey))), Convert.ToBase64String(Encoding.ASCII.GetBytes(meter.Pem)),
            Convert.ToBase64String(meter.PublicKey).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        ];
        Assert.All(forms, form => Assert.Equal(SignatureState.Verified, OcmfVerification.Verify(Read(meter.Record(SignedMeter.Session(20))), Key(form)).State));
    }

    [Theory]
    [InlineData("whole, Base64")]
    [InlineData("whole, plain")]
    [InlineData("whole, in plain_data")]
    [InlineData("payload and signature")]
    [InlineData("payload and signature, Base64")]
    public void Record_is_found_wherever_it_was_put(string place)
    {
        using var meter = new SignedMeter();
        var payload = SignedMeter.Session(20);
        static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        var (plain, signed) = place switch
        {
            "whole, Base64" => ("-", Encode(meter.Record(payload, "base64"))),
            "whole, plain" => ("-", meter.Record(payload)),
            "whole, in plain_data" => (meter.Record(payload), "-"),
            "payload and signature" => (payload, meter.Signature(payload)),
            _ => (payload, Encode(meter.Signature(payload))),
        };
        var data = new SignedData { EncodingMethod = "OCMF", PublicKey = Convert.ToBase64String(meter.PublicKey), SignedValues = [new SignedValue { Nature = "End", PlainData = plain, SignedData = signed }] };
        Assert.Equal((SignatureState.Verified, 20m), (Check(data).State, Check(data).Energy));
    }

    [Fact]
    public void Registered_key_counts_and_another_one_in_the_cdr_is_reported()
    {
        using var meter = new SignedMeter();
        using var stranger = new SignedMeter();
        var signed = stranger.Signed(SignedMeter.Session(20), Convert.ToBase64String(stranger.PublicKey));
        var report = SignedDataCheck.Check(Cdr(signed), Key(Convert.ToBase64String(meter.PublicKey)))!;
        Assert.Equal((SignatureState.Failed, KeySource.Register), (report.State, report.Key));
        Assert.Contains(MeterFindingCodes.OtherKey, report.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(SignatureReasons.NoKey)]
    [InlineData(SignatureReasons.KeyUnreadable)]
    [InlineData(SignatureReasons.KeyOfOtherCurve)]
    [InlineData(SignatureReasons.KeyUnusable)]
    [InlineData(SignatureReasons.FormatNotSupported)]
    [InlineData(SignatureReasons.DataUnreadable)]
    [InlineData(SignatureReasons.AlgorithmUnknown)]
    [InlineData(SignatureReasons.SignatureUnreadable)]
    public void What_cannot_be_verified_says_why(string reason)
    {
        using var meter = new SignedMeter();
        using var other = new SignedMeter("secp384r1", "1.3.132.0.34");
        var payload = SignedMeter.Session(20);
        var key = Convert.ToBase64String(meter.PublicKey);
        var off = meter.Point;
        off[^1] ^= 1;
        SignedData With(string data) => new() { EncodingMethod = "OCMF", PublicKey = key, SignedValues = [new SignedValue { Nature = "End", PlainData = "-", SignedData = data }] };
        var signed = reason switch
        {
            SignatureReasons.NoKey => meter.Signed(payload),
            SignatureReasons.KeyUnreadable => meter.Signed(payload, "not a key"),
            SignatureReasons.KeyOfOtherCurve => meter.Signed(payload, Convert.ToBase64String(other.PublicKey)),
            SignatureReasons.KeyUnusable => meter.Signed(payload, Convert.ToHexString(off)),
            SignatureReasons.FormatNotSupported => new SignedData { EncodingMethod = "EDL40 Mennekes", PublicKey = key, SignedValues = [new SignedValue { Nature = "End", PlainData = "1", SignedData = "AAAA" }] },
            SignatureReasons.DataUnreadable => With("OCMF|{\"RD\":[]"),
            SignatureReasons.AlgorithmUnknown => With(meter.Record(payload).Replace("ECDSA-secp256r1", "ECDSA-none", StringComparison.Ordinal)),
            _ => With(meter.Record(payload).Replace("\"hex\"", "\"rot13\"", StringComparison.Ordinal)),
        };
        var report = Check(signed);
        Assert.Equal((SignatureState.NotVerifiable, reason), (report.State, Assert.Single(report.Values).Result.Reason));
    }

    [Fact]
    public void Cdr_is_compared_with_what_the_meter_said()
    {
        using var meter = new SignedMeter();
        var cdr = Cdr(meter.Signed(SignedMeter.Session(18), Convert.ToBase64String(meter.PublicKey))) with { MeterId = "M2" };
        var report = SignedDataCheck.Check(cdr with { StartDateTime = cdr.StartDateTime.AddMinutes(-5), EndDateTime = cdr.EndDateTime.AddMinutes(5) })!;
        Assert.Equal(SignatureState.Verified, report.State);
        Assert.Equal([MeterFindingCodes.Meter, MeterFindingCodes.Energy, MeterFindingCodes.Start, MeterFindingCodes.End], report.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Readings_in_two_records_are_one_session_and_watt_hours_are_read()
    {
        using var meter = new SignedMeter();
        SignedValue Value(string nature, string reading) => new() { Nature = nature, PlainData = "-", SignedData = meter.Record(SignedMeter.Payload(reading)) };
        var signed = new SignedData
        {
            EncodingMethod = "OCMF",
            PublicKey = Convert.ToBase64String(meter.PublicKey),
            SignedValues =
            [
                Value("Start", SignedMeter.Reading("2026-01-14T10:00:00,000+0000 S", "B", 1_000_000m, "Wh")),
                Value("End", SignedMeter.Reading("2026-01-14T12:00:00,000+0000 S", "E", 1_020_000m, "Wh")),
            ],
        };
        var report = Check(signed);
        Assert.Equal((SignatureState.Verified, 20m, 2), (report.State, report.Energy, report.Values.Count));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Reading_that_is_not_good_and_missing_end_are_told()
    {
        using var meter = new SignedMeter();
        var report = Check(meter.Signed(SignedMeter.Payload(SignedMeter.Reading("2026-01-14T11:00:00,000+0100 S", "B", 100m, status: "E")), Convert.ToBase64String(meter.PublicKey)));
        Assert.Equal([MeterFindingCodes.Unreliable, MeterFindingCodes.Incomplete], report.Findings.Select(finding => finding.Code));
        Assert.Null(report.Energy);
    }

    [Fact]
    public void Cdr_without_signed_data_has_no_report()
    {
        Assert.Null(SignedDataCheck.Check(SampleCdr.Good()));
    }

    [Theory]
    [InlineData("OCMF|")]
    [InlineData("OCMF|{}")]
    [InlineData("OCMF|{}|")]
    [InlineData("OCMF|[]|{}")]
    [InlineData("OCMF|{}|{}")]
    [InlineData("OCMF|{}|{\"SD\":1}")]
    [InlineData("")]
    public void What_is_no_record_is_not_read(string text)
    {
        Assert.False(OcmfRecord.TryRead(text, out _));
    }

    [Fact]
    public void Report_is_written_as_json()
    {
        using var meter = new SignedMeter();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            SignedDataWriter.Write(json, Check(meter.Signed(SignedMeter.Session(20), Convert.ToBase64String(meter.PublicKey))));
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal(("VERIFIED", "CDR", 20m), (document.RootElement.GetProperty("state").GetString(), document.RootElement.GetProperty("key").GetString(), document.RootElement.GetProperty("energy_kwh").GetDecimal()));
    }

    private static SignedDataReport Check(SignedData signed) => SignedDataCheck.Check(Cdr(signed))!;

    private static Cdr Cdr(SignedData signed) => SampleCdr.Good() with { SignedData = signed };

    private static MeterKey Key(string text) => MeterKey.TryRead(text, out var key) ? key : throw new FormatException(text);

    private static OcmfRecord Read(string text) => OcmfRecord.TryRead(text, out var record) ? record : throw new FormatException(text);
}
