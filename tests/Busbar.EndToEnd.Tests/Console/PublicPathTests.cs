using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Console;

public sealed class PublicPathTests
{
    [Theory]
    [InlineData("/roaming")]
    [InlineData("")]
    public async Task Below_a_path_of_the_public_url_the_console_works_whether_the_proxy_keeps_the_path_or_not(string kept)
    {
        await using var gateway = await GatewayProcess.StartAsync(
            TestContext.Current.CancellationToken, "--Busbar:PublicUrl=https://hub.example.com/roaming/");
        using var visitor = new ConsoleVisitor(gateway.BaseUrl);
        using var closed = await visitor.GetAsync(kept + "/objects");
        Assert.Equal("/roaming/sign-in?return=%2Fobjects", closed.Headers.Location!.ToString());
        var form = await visitor.ReadAsync(kept + "/sign-in");
        Assert.Contains("<base href=\"/roaming/\"", form, StringComparison.Ordinal);
        using var opened = await visitor.GetAsync($"{kept}/sign-in?key={GatewayProcess.Key}");
        Assert.Equal("/roaming/", opened.Headers.Location!.ToString());
        Assert.Contains("path=/roaming", opened.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }
}
