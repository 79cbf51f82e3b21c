using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("<https://a.example/l?offset=5&limit=5>; rel=\"next\"", "https://a.example/l?offset=5&limit=5")]
    [InlineData("<https://a.example/l>; rel=next", "https://a.example/l")]
    [InlineData("<https://a.example/l>;REL=\"Next\"", "https://a.example/l")]
    [InlineData("<https://a.example/1>; rel=\"prev\", <https://a.example/3>; rel=\"next\"", "https://a.example/3")]
    [InlineData("<https://a.example/l?a=1,2>; title=\"a, b\"; rel=\"last next\"", "https://a.example/l?a=1,2")]
    [InlineData("</l?offset=5>; rel=\"next\"", "/l?offset=5")]
    [InlineData("<https://a.example/l>; rel=\"prev\"", null)]
    [InlineData("<https://a.example/l", null)]
    [InlineData("", null)]
    public void Find_next_reads_web_linking_in_its_usual_forms(string value, string? expected) =>
        Assert.Equal(expected, LinkHeader.FindNext([value]));

    [Fact]
    public void Find_next_reads_several_headers() =>
        Assert.Equal("https://a.example/2", LinkHeader.FindNext(["<https://a.example/0>; rel=\"first\"", LinkHeader.FormatNext("https://a.example/2")]));
}
