using System.Text;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Exchanges;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("""{"token":"secret","url":"https://x"}""", """{"token":"***","url":"https://x"}""")]
    [InlineData("""{"cdr_token":{"uid":"04AA","contract_id":"DE-1","type":"RFID"},"kwh":1.50}""", """{"cdr_token":{"uid":"***","contract_id":"***","type":"RFID"},"kwh":1.50}""")]
    [InlineData("""{"evses":[{"uid":"E1","status":"AVAILABLE"}]}""", """{"evses":[{"uid":"E1","status":"AVAILABLE"}]}""")]
    [InlineData("""{"publish_allowed_to":[{"uid":"04AA"},{"visual_number":"12"},{"group_id":"G"}]}""", """{"publish_allowed_to":[{"uid":"***"},{"visual_number":"***"},{"group_id":"***"}]}""")]
    [InlineData("""{"token":{"uid":"04AA"},"location_id":"L1"}""", """{"token":{"uid":"***"},"location_id":"L1"}""")]
    [InlineData("""{ "email" : "a@b.c", "phone":null, "n": [1, 2] }""", """{ "email" : "***", "phone":null, "n": [1, 2] }""")]
    [InlineData("""{"email":["a@b.c","d@e.f"]}""", """{"email":["***","***"]}""")]
    [InlineData("""{"contract_id":"a\"b\\","x":"é"}""", """{"contract_id":"***","x":"é"}""")]
    [InlineData("""{"authorization_reference":"A-1","auth_method":"WHITELIST"}""", """{"authorization_reference":"***","auth_method":"WHITELIST"}""")]
    [InlineData("""{"eft_data":["Card 12","AID 3"],"currency":"EUR"}""", """{"eft_data":["***","***"],"currency":"EUR"}""")]
    [InlineData("""{"booking_tokens":[{"uid":"04AA"}],"booking_option":{"evse_uid":"E1"}}""", """{"booking_tokens":[{"uid":"***"}],"booking_option":{"evse_uid":"E1"}}""")]
    [InlineData("""{"booking_request":{"tokens":[{"uid":"04AA"}]}}""", """{"booking_request":{"tokens":[{"uid":"***"}]}}""")]
    [InlineData("""{"access_information":[{"method":"LICENSE_PLATE","value":"AB12"}]}""", """{"access_information":[{"method":"LICENSE_PLATE","value":"***"}]}""")]
    public void Secrets_and_personal_data_are_taken_out_and_the_rest_is_kept(string body, string expected) =>
        Assert.Equal(expected, Redactor.Body(Encoding.UTF8.GetBytes(body), ModuleId.Locations, 4096));

    [Fact]
    public void Uid_at_the_top_of_a_token_is_taken_out_also_in_a_page()
    {
        Assert.Equal("""{"uid":"***"}""", Redactor.Body("""{"uid":"04AA"}"""u8, ModuleId.Tokens, 4096));
        Assert.Equal("""{"data":[{"uid":"***"},{"uid":"***"}]}""", Redactor.Body("""{"data":[{"uid":"1"},{"uid":"2"}]}"""u8, ModuleId.Tokens, 4096));
        Assert.Equal("""[{"uid":"***"}]""", Redactor.Body("""[{"uid":"1"}]"""u8, ModuleId.Tokens, 4096));
    }

    [Fact]
    public void Body_is_cut_before_what_could_be_half_a_secret()
    {
        var cut = Redactor.Body("""{"a":1,"token":"very-secret"}"""u8, null, 22)!;
        Assert.DoesNotContain("very", cut, StringComparison.Ordinal);
        Assert.StartsWith("""{"a":1""", cut, StringComparison.Ordinal);
        var broken = Redactor.Body("""{"a":1,"token":secret-without-quotes"""u8, null, 4096)!;
        Assert.DoesNotContain("secret-without", broken, StringComparison.Ordinal);
        Assert.Null(Redactor.Body([], null, 4096));
    }

    [Theory]
    [InlineData("/ocpi/2.2.1/receiver/tokens/NL/TNM/04AA?type=RFID", "tokens", "/ocpi/2.2.1/receiver/tokens/NL/TNM/***?type=RFID")]
    [InlineData("/ocpi/2.2.1/receiver/tokens/NL/TNM/04AA/", "tokens", "/ocpi/2.2.1/receiver/tokens/NL/TNM/***/")]
    [InlineData("/ocpi/2.2.1/sender/tokens/04AA/authorize?type=RFID", "tokens", "/ocpi/2.2.1/sender/tokens/***/authorize?type=RFID")]
    [InlineData("https://p.example/x/NL/TNM/04AA", "tokens", "https://p.example/x/NL/TNM/***")]
    [InlineData("https://p.example/x/04AA/authorize", "tokens", "https://p.example/x/***/authorize")]
    [InlineData("/ocpi/2.2.1/sender/tokens?offset=10", "tokens", "/ocpi/2.2.1/sender/tokens?offset=10")]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM/L1", "locations", "/ocpi/2.2.1/receiver/locations/NL/TNM/L1")]
    [InlineData("/x?a=1&token=abc&b=2", "locations", "/x?a=1&token=***&b=2")]
    [InlineData("/ocpi/2.2.1/sender/tokens/0412AB/authorise", "tokens", "/ocpi/2.2.1/sender/tokens/***/***")]
    [InlineData("/ocpi/2.2.1/receiver/tokens/NL/TNM/0412AB/extra", "tokens", "/ocpi/2.2.1/receiver/tokens/NL/TNM/***/***")]
    [InlineData("/ocpi/2.2.1/sender/locations?access_token=abc&limit=1", "locations", "/ocpi/2.2.1/sender/locations?access_token=***&limit=1")]
    [InlineData("/ocpi/2.2.1/sender/locations?%74oken=abc&Authorization=Token%20abc", "locations", "/ocpi/2.2.1/sender/locations?%74oken=***&Authorization=***")]
    public void Url_is_recorded_without_a_tokens_uid(string url, string module, string expected) =>
        Assert.Equal(expected, Redactor.Url(url, new ModuleId(module)));
}
