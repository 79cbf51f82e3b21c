using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class VersionsTests : ServerRig
{
    [Fact]
    [Requirement("VER-001", "VER-003", "VER-004", "VER-005", "VER-023", "TRN-089", "TRN-090")]
    public async Task List_names_every_version_with_its_absolute_details_url()
    {
        var data = (await SendAsync("GET", "/ocpi/versions")).Json.GetProperty("data");
        Assert.Equal(
            ["2.1.1", "2.2", "2.2.1", "2.3.0"],
            data.EnumerateArray().Select(version => version.GetProperty("version").GetString()!));
        Assert.Equal("https://roaming.example/ocpi/2.2.1", data[2].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("VER-007", "VER-008", "VER-009", "VER-011", "VER-012", "VER-013", "VER-014", "VER-015", "VER-017", "VER-019", "TRN-090")]
    public async Task Details_name_every_endpoint_with_role_and_credentials_once(string version)
    {
        var data = (await SendAsync("GET", $"/ocpi/{version}")).Json.GetProperty("data");
        Assert.Equal(version, data.GetProperty("version").GetString());
        var endpoints = data.GetProperty("endpoints").EnumerateArray()
            .Select(endpoint => $"{endpoint.GetProperty("identifier")} {endpoint.GetProperty("role")} {endpoint.GetProperty("url")}").ToList();
        Assert.Equal(13, endpoints.Count);
        Assert.Single(endpoints, endpoint => endpoint == $"credentials SENDER https://roaming.example/ocpi/{version}/credentials");
        Assert.Contains($"locations SENDER https://roaming.example/ocpi/{version}/sender/locations", endpoints);
        Assert.Contains($"locations RECEIVER https://roaming.example/ocpi/{version}/receiver/locations", endpoints);
    }

    [Fact]
    [Requirement("VER-010", "VER-018")]
    public async Task Details_of_211_have_no_role()
    {
        var data = (await SendAsync("GET", "/ocpi/2.1.1")).Json.GetProperty("data");
        Assert.All(data.GetProperty("endpoints").EnumerateArray(), endpoint => Assert.False(endpoint.TryGetProperty("role", out _)));
    }

    [Fact]
    [Requirement("VER-026")]
    public async Task List_can_be_asked_again_and_again()
    {
        var first = await SendAsync("GET", "/ocpi/versions/");
        var second = await SendAsync("GET", "/ocpi/versions");
        Assert.Equal(first.Data, second.Data);
        Assert.Null(Platform.Request);
    }
}
