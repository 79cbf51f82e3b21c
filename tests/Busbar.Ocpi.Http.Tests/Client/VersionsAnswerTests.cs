using System.Text;
using Busbar.Ocpi.Client.Versions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Client;

public sealed class VersionsAnswerTests
{
    private static readonly Uri Url = new("https://a.example/ocpi/versions");

    [Theory]
    [InlineData("""[{"version":"2.2.1","url":"https://a.example/2.2.1"},{"version":"4.7","url":"https://a.example/4.7"}]""")]
    [InlineData("""{"versions":[{"version":"2.2.1","url":"https://a.example/2.2.1"},{"version":"4.7","url":"https://a.example/4.7"},{"version":"9"}]}""")]
    [InlineData("""[{"version":"2.2.1","url":"/2.2.1"},{"version":"4.7","url":"../4.7"},{"url":"/x"},17,null]""")]
    [Requirement("VER-022")]
    public void List_is_read_in_every_known_form_and_unknown_versions_do_no_harm(string data)
    {
        var entries = VersionList.Read(Encoding.UTF8.GetBytes(data), Url)!;
        Assert.Equal(
            [new VersionEntry("2.2.1", new Uri("https://a.example/2.2.1")), new VersionEntry("4.7", new Uri("https://a.example/4.7"))], entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    [InlineData("[")]
    public void List_without_a_known_form_is_none(string data) => Assert.Null(VersionList.Read(Encoding.UTF8.GetBytes(data), Url));

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    [Requirement("VER-016", "VER-021")]
    public void Details_are_read_and_oddities_do_no_harm(string wrapping)
    {
        const string Details = """
            {"version":"2.2.1","endpoints":[
              {"identifier":"credentials","url":"https://a.example/c"},
              {"identifier":"Locations","role":"sender","url":"l/s"},
              {"identifier":"locations","role":"RECEIVER","url":"https://a.example/l/r"},
              {"identifier":"locations","role":"RECEIVER","url":"https://a.example/l/twice"},
              {"identifier":"tokens","role":"MSP","url":"https://a.example/t"},
              {"identifier":"sessions","role":"CPO","url":"https://a.example/s"},
              {"identifier":"teleportation","role":"SENDER","url":"https://a.example/x"},
              {"identifier":"cdrs","role":"SENDER","url":"javascript:alert(1)"},
              {"role":"SENDER"}, 12]}
            """;
        var answer = VersionDetailsAnswer.Read(Encoding.UTF8.GetBytes(wrapping.Replace("{0}", Details)), new Uri("https://a.example/ocpi/2.2.1"))!;
        Assert.Equal("2.2.1", answer.Version);
        Assert.Equal(
            [
                "credentials RECEIVER https://a.example/c",
                "locations SENDER https://a.example/ocpi/l/s",
                "locations RECEIVER https://a.example/l/r",
                "tokens SENDER https://a.example/t",
                "sessions SENDER https://a.example/s",
                "teleportation SENDER https://a.example/x",
            ],
            answer.Endpoints.Select(endpoint => $"{endpoint.Module} {endpoint.Role} {endpoint.Url}"));
    }

    [Fact]
    public void Details_without_roles_take_the_implied_side()
    {
        var answer = VersionDetailsAnswer.Read(
            """{"version":"2.1.1","endpoints":[{"identifier":"tokens","url":"https://a.example/t"}]}"""u8.ToArray(),
            Url,
            module => module == ModuleId.Tokens ? InterfaceRole.Sender : InterfaceRole.Receiver)!;
        Assert.Equal(InterfaceRole.Sender, Assert.Single(answer.Endpoints).Role);
    }
}
