using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class OcpiUrlTests
{
    [Theory]
    [InlineData("https://a.example/ocpi/locations", "https://a.example/ocpi/locations/NL/TNM/1")]
    [InlineData("https://a.example/ocpi/locations/", "https://a.example/ocpi/locations/NL/TNM/1")]
    [InlineData("https://a.example/ocpi/locations//", "https://a.example/ocpi/locations/NL/TNM/1")]
    [InlineData("https://a.example/ocpi/locations/?key=1", "https://a.example/ocpi/locations/NL/TNM/1?key=1")]
    [Requirement("TRN-058")]
    public void Join_puts_exactly_one_slash_between(string endpoint, string expected) =>
        Assert.Equal(expected, OcpiUrl.Join(new Uri(endpoint), "NL", "TNM", "1").AbsoluteUri);

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a b", "a%20b")]
    [InlineData("a?b#c", "a%3Fb%23c")]
    [InlineData("100%", "100%25")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("BE*BEC*E1", "BE%2ABEC%2AE1")]
    [InlineData("é", "%C3%A9")]
    [InlineData("a-b._~", "a-b._~")]
    public void Join_encodes_every_segment_and_split_gives_it_back(string id, string encoded)
    {
        var url = OcpiUrl.Join(new Uri("https://a.example/x"), id, "y");
        Assert.Equal($"https://a.example/x/{encoded}/y", url.AbsoluteUri);
        Assert.Equal(["x", id, "y"], OcpiUrl.Split(url.AbsolutePath));
    }

    [Theory]
    [InlineData("/a/b", "a|b")]
    [InlineData("/a/b/", "a|b")]
    [InlineData("/a/b?x=/c", "a|b")]
    [InlineData("//a//b//", "a||b")]
    [InlineData("http://host.example/a/b", "a|b")]
    [InlineData("/", "")]
    public void Split_cuts_the_raw_path(string target, string expected) =>
        Assert.Equal(expected, string.Join('|', OcpiUrl.Split(target)!));

    [Theory]
    [InlineData("/a/%")]
    [InlineData("/a/%4")]
    [InlineData("/a/%zz")]
    [InlineData("/a/%ff")]
    [InlineData("/a/%00")]
    [InlineData("/a/b%0D%0Ac")]
    [InlineData("/a/../b")]
    [InlineData("/a/%2E%2e/b")]
    [InlineData("/a/%2E")]
    public void Split_refuses_what_is_no_text(string target) => Assert.Null(OcpiUrl.Split(target));

    [Fact]
    public void With_query_encodes_the_whole_value() =>
        Assert.Equal(
            "https://a.example/x?a=1&response_url=https%3A%2F%2Fb.example%2F%3Fc%3Dd%26e",
            OcpiUrl.WithQuery(new Uri("https://a.example/x?a=1"), "response_url", "https://b.example/?c=d&e").AbsoluteUri);
}
