using System.Text;
using System.Text.RegularExpressions;
using Busbar.Core.Erasure;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Erasure;

/// <summary>What is taken out of a document, and what stays in it byte for byte. P stands for a pseudonym.</summary>
public sealed partial class ErasedDocumentTests
{
    private static readonly PartyId Provider = new("DE", "MSP");

    [Theory]
    [InlineData("""{ "cdr_token" : {"country_code":"DE","party_id":"MSP","uid":"04aabbcc","type":"RFID","contract_id":"DE-C1"},"kwh":1.500}""",
        """{ "cdr_token" : {"country_code":"DE","party_id":"MSP","uid":"P","type":"RFID","contract_id":"P"},"kwh":1.500}""")]
    [InlineData("""{"id":"04AABBCC","session_id":"S-04AABBCC","cdr_token":{"uid":"04AABBCC","contract_id":"DE-C1"}}""", """{"id":"04AABBCC","session_id":"S-04AABBCC","cdr_token":{"uid":"P","contract_id":"P"}}""")]
    [InlineData("""{"cdr_token":{"uid":"04AABBCC","contract_id":"X"},"authorization_reference":"R","remark":"by (04AABBCC), not X04AABBCC"}""",
        """{"cdr_token":{"uid":"P","contract_id":"P"},"authorization_reference":"P","remark":"by (P), not X04AABBCC"}""")]
    [InlineData("""{"cdr_token":{"uid":"04AABBCC"},"evses":[{"uid":"04AABBCC"}],"location":{"evses":[{"uid":"04AABBCC"}]}}""", """{"cdr_token":{"uid":"P"},"evses":[{"uid":"04AABBCC"}],"location":{"evses":[{"uid":"04AABBCC"}]}}""")]
    [InlineData("""{"cdr_token":{"uid":"\u0030\u0034AABBCC"},"x":"\u00e9\/"}""", """{"cdr_token":{"uid":"P"},"x":"\u00e9\/"}""")]
    [InlineData("""{"publish_allowed_to":[{"uid":"04AABBCC"},{"uid":"04AABBCD","group_id":"G"}]}""", """{"publish_allowed_to":[{"uid":"P"},{"uid":"04AABBCD","group_id":"G"}]}""")]
    [InlineData("""{"text":"{\"token\":{\"uid\":\"04AABBCC\"}}"}""", """{"text":"{\"token\":{\"uid\":\"P\"}}"}""")]
    [InlineData("""{"cdr_token":{"uid":"04AABBCC"},"signed_data":{"signed_values":[{"signed_data":"04AABBCC"}]}}""", """{"cdr_token":{"uid":"P"},"signed_data":{"signed_values":[{"signed_data":"04AABBCC"}]}}""")]
    [InlineData("""{"cdr_token":{"uid":"04AABBCC","contract_id":"x""", """{"cdr_token":{"uid":"P","contract_id":"x""")]
    public void What_identifies_becomes_a_pseudonym_and_every_other_byte_stays(string document, string expected)
    {
        var erased = Driver("04AABBCC").Erase(Encoding.UTF8.GetBytes(document));
        Assert.Equal(expected, Pseudonym().Replace(Encoding.UTF8.GetString(erased!.Utf8), "P"));
    }

    [Theory]
    [InlineData("""{"cdr_token":{"country_code":"FR","party_id":"MSP","uid":"04AABBCC"}}""")]
    [InlineData("""{"cdr_token":{"uid":"04AABBCD"},"authorization_reference":"R"}""")]
    [InlineData("""{"id":"04AABBCC","evses":[{"uid":"04AABBCC"}]}""")]
    public void Somebody_elses_document_stays(string document) => Assert.False(Driver("04AABBCC").Erase(Encoding.UTF8.GetBytes(document)) is { IsChanged: true });

    [Fact]
    public void Document_of_a_version_that_does_not_say_whose_token_it_is_belongs_to_the_one_that_it_is_for()
    {
        var document = Encoding.UTF8.GetBytes("""{"auth_id":"04AABBCC","status":"COMPLETED"}""");
        Assert.True(Driver("04AABBCC").Erase(document, audience: Provider)!.IsChanged);
        Assert.Null(Driver("04AABBCC").Erase(document, audience: new PartyId("FR", "MSP")));
    }

    [Fact]
    public void Short_uid_is_replaced_where_it_is_one_and_nowhere_else()
    {
        var erased = Driver("12").Erase("""{"cdr_token":{"uid":"12"},"total_parking_time":12,"x":"12","remark":"bay 12"}"""u8.ToArray())!;
        Assert.Equal("""{"cdr_token":{"uid":"P"},"total_parking_time":12,"x":"12","remark":"bay 12"}""", Pseudonym().Replace(Encoding.UTF8.GetString(erased.Utf8), "P"));
    }

    [Theory]
    [InlineData("RFID", "RFID", true)]
    [InlineData("RFID", "APP_USER", false)]
    [InlineData("EMAID", "OTHER", true)]
    [InlineData("APP_USER", "OTHER", false)]
    [InlineData(null, "APP_USER", true)]
    public void Type_tells_tokens_of_one_uid_apart(string? ordered, string type, bool expected) => Assert.Equal(
        expected, Driver("04AABBCC", ordered).Erase(Encoding.UTF8.GetBytes($$$"""{"cdr_token":{"uid":"04AABBCC","type":"{{{type}}}","contract_id":"C"}}""")) is { IsChanged: true });

    [Fact]
    public void One_value_has_one_pseudonym_within_an_erasure_and_another_in_the_next()
    {
        var (one, other) = (new Pseudonyms(new byte[32]), new Pseudonyms([.. Enumerable.Repeat((byte)1, 32)]));
        Assert.Equal(one.Of("04aabbcc"), one.Of("04AABBCC"));
        Assert.NotEqual(one.Of("04AABBCC"), one.Of("04AABBCD"));
        Assert.NotEqual(one.Of("04AABBCC"), other.Of("04AABBCC"));
        Assert.Equal(one.Of("04AABBCC"), other.Of(one.Of("04AABBCC")));
        Assert.InRange(one.Of(new string('x', 64)).Length, 1, 36);
    }

    private static DriverTraces Driver(string uid, string? type = null) =>
        new(new ErasureOrder { CountryCode = "DE", PartyId = "MSP", Uid = uid, Type = type }, ErasureProgress.New());

    [GeneratedRegex("ERASED-[0-9a-f]{24}")]
    private static partial Regex Pseudonym();
}
