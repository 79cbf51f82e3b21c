using System.Buffers;
using System.Text.Json;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;

namespace Busbar.Gateway.Tests.Credentials;

/// <summary>The Credentials object, read tolerantly and written strictly.</summary>
public sealed class CredentialsDocumentTests
{
    [Fact]
    [Requirement("CRD-040", "CRD-041", "CRD-042", "CRD-043", "CRD-048")]
    public void What_we_write_has_every_required_field_in_the_standards_spelling()
    {
        var output = new ArrayBufferWriter<byte>();
        CredentialsWriter.Write(output, new OwnCredentials("a-token", new Uri("https://roam.example/ocpi/versions"), [
            new PlatformParty(new PartyId("nl", "tnm"), Role.Cpo, new string('x', 120), "https://tnm.example"),
            new PlatformParty(new PartyId("NL", "TNM"), Role.Emsp, "Name"),
        ]), OcpiVersion.V230);

        var written = JsonElement.Parse(output.WrittenSpan);
        Assert.Equal("a-token", written.GetProperty("token").GetString());
        Assert.Equal("https://roam.example/ocpi/versions", written.GetProperty("url").GetString());
        var first = written.GetProperty("roles")[0];
        Assert.Equal(("CPO", "NL", "TNM"), (first.GetProperty("role").GetString(), first.GetProperty("country_code").GetString(), first.GetProperty("party_id").GetString()));
        Assert.Equal(100, first.GetProperty("business_details").GetProperty("name").GetString()!.Length);
        Assert.Equal("https://tnm.example", first.GetProperty("business_details").GetProperty("website").GetString());
        Assert.False(written.GetProperty("roles")[1].GetProperty("business_details").TryGetProperty("website", out _));
    }

    [Fact]
    public void Missing_business_details_get_a_placeholder_and_a_note()
    {
        var reading = Read("""{"token":"t","url":"https://p.example/v","roles":[{"role":"CPO","party_id":"TNM","country_code":"NL"}]}""");

        Assert.Equal("NL*TNM", Assert.Single(reading.Credentials!.Parties).Name);
        Assert.Single(reading.Credentials.Notes);
    }

    [Fact]
    public void Unknown_roles_and_fields_are_kept_or_passed_over()
    {
        var reading = Read("""{"token":"t","url":"https://p.example/v","extra":{},"roles":[{"role":"PTP","party_id":"TNM","country_code":"NL","business_details":{"name":"n"},"x":1}]}""");

        Assert.Equal("PTP", Assert.Single(reading.Credentials!.Parties).Role.Value);
    }

    [Fact]
    public void Every_problem_is_told_and_none_quotes_the_token()
    {
        var reading = Read("""{"token":"secret\u0007secret","url":"ftp://p.example","roles":[{"role":"","party_id":1,"country_code":"N!"},7]}""");

        Assert.Null(reading.Credentials);
        Assert.Equal(["/token", "/url", "/roles/0/country_code", "/roles/0/party_id", "/roles/0/role", "/roles/1"], reading.Problems.Select(problem => problem.Split(':')[0]));
        Assert.DoesNotContain(reading.Problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("CRD-044")]
    public void Long_tokens_and_odd_characters_are_tolerated_with_a_note()
    {
        var reading = Read($$$"""{"token":"{{{new string('ü', 70)}}}","url":"https://p.example/v","roles":[{"role":"CPO","party_id":"TNM","country_code":"NL","business_details":{"name":"n"}}]}""");

        Assert.Equal(2, reading.Credentials!.Notes.Count);
    }

    [Fact]
    [Requirement("CRD-056")]
    public void The_role_hub_in_2_3_0_counts_as_hub_party()
    {
        var reading = Read("""{"token":"t","url":"https://p.example/v","roles":[{"role":"HUB","party_id":"HUB","country_code":"DE","business_details":{"name":"n"}}]}""");

        Assert.Equal(new PartyId("DE", "HUB"), reading.Credentials!.HubParty);
    }

    private static CredentialsReading Read(string json) => CredentialsReader.Read(JsonElement.Parse(json), OcpiVersion.V230);
}
