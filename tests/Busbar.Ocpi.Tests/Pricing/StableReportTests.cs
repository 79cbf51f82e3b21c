using System.Security.Cryptography;
using System.Text.Json;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>The same input gives the same report, byte for byte, from one version of the engine to the next.</summary>
public sealed class StableReportTests
{
    // Changes only with a change of the report that is meant; then this is the place to say so.
    private const string Known = "be86a6b0dbe30eb5d0440d36096b9a92";

    [Fact]
    public void Reports_of_random_sessions_are_byte_for_byte_what_they_were()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var seed = 0; seed < 150; seed++)
        {
            hash.AppendData(Report(SessionEngine.Generate(new RandomSession(seed).Input).Result));
        }

        Assert.Equal(Known, Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
    }

    private static byte[] Report(PricingResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            ReportWriter.Write(json, result);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
