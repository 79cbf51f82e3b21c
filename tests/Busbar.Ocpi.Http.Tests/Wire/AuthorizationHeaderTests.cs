using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class AuthorizationHeaderTests
{
    [Fact]
    [Requirement("TRN-005", "TRN-006", "TRN-009")]
    public void Format_base64_is_the_scheme_one_space_and_standard_base64_with_padding()
    {
        Assert.Equal("Token ZXhhbXBsZS10b2tlbg==", AuthorizationHeader.Format("example-token", TokenForm.Base64));
        Assert.Equal("Token w7/Dvz4/", AuthorizationHeader.Format("ÿÿ>?", TokenForm.Base64));
    }

    [Fact]
    [Requirement("TRN-005", "TRN-007", "TRN-011")]
    public void Format_raw_is_the_token_as_it_is() =>
        Assert.Equal("Token example-token", AuthorizationHeader.Format("example-token", TokenForm.Raw));

    [Fact]
    [Requirement("TRN-010")]
    public void Read_standard_form_gives_the_token_first_and_tolerates_nothing()
    {
        var first = AuthorizationHeader.Read("Token ZXhhbXBsZS10b2tlbg==")[0];
        Assert.Equal("example-token", first.Token);
        Assert.Equal(TokenForm.Base64, first.Form);
        Assert.Empty(first.Tolerated);
    }

    [Theory]
    [InlineData("Token ZXhhbXBsZS10b2tlbgo=", "token.line-feed")]
    [InlineData("Token ZXhhbXBsZS10b2tlbg", "token.base64-variant")]
    [InlineData("token ZXhhbXBsZS10b2tlbg==", "authorization.scheme-case")]
    [InlineData("TOKEN ZXhhbXBsZS10b2tlbg==", "authorization.scheme-case")]
    [InlineData("Token   ZXhhbXBsZS10b2tlbg==", "authorization.spacing")]
    [InlineData("Bearer ZXhhbXBsZS10b2tlbg==", "authorization.bearer")]
    [InlineData("ZXhhbXBsZS10b2tlbg==", "authorization.no-scheme")]
    [InlineData("Token example-token", "token.raw")]
    public void Read_deviating_form_still_finds_the_token_and_names_the_deviation(string header, string rule)
    {
        var match = AuthorizationHeader.Read(header).First(candidate => candidate.Token == "example-token");
        Assert.Equal(rule, Assert.Single(match.Tolerated).Rule);
    }

    [Fact]
    public void Read_url_safe_alphabet_is_accepted()
    {
        var match = AuthorizationHeader.Read("Token w7_Dvz4_")[0];
        Assert.Equal("ÿÿ>?", match.Token);
        Assert.Equal("token.base64-variant", Assert.Single(match.Tolerated).Rule);
    }

    [Fact]
    public void Read_token_that_looks_like_base64_gives_both_readings_raw_last()
    {
        var raw = AuthorizationHeader.Read("Token YWJjZA==");
        Assert.Equal(["abcd", "YWJjZA=="], raw.Select(candidate => candidate.Token));
        Assert.Equal([TokenForm.Base64, TokenForm.Raw], raw.Select(candidate => candidate.Form));
        Assert.Equal("YWJjZA==", AuthorizationHeader.Read(AuthorizationHeader.Format("YWJjZA==", TokenForm.Base64))[0].Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Token")]
    [InlineData("Token ")]
    [InlineData("Basic ZXhhbXBsZS10b2tlbg==")]
    public void Read_unusable_value_gives_nothing(string? header) => Assert.Empty(AuthorizationHeader.Read(header));

    [Fact]
    public void Candidate_shown_as_text_hides_the_token() =>
        Assert.DoesNotContain("example", AuthorizationHeader.Read("Token ZXhhbXBsZS10b2tlbg==")[0].ToString(), StringComparison.Ordinal);
}
