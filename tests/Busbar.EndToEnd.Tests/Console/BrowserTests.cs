using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Microsoft.Playwright;

namespace Busbar.EndToEnd.Tests.Console;

[Collection(typeof(ConsoleTests))]
public sealed class BrowserTests(ConsoleGateway gateway)
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task A_change_arrives_on_the_screen_without_a_reload()
    {
        await using var screen = await Screen.OpenAsync(Browser(), width: 1400);
        var page = screen.Page;
        await page.GotoAsync(gateway.Process.BaseUrl.AbsoluteUri);
        await page.GetByLabel("Operator key").FillAsync(GatewayProcess.Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        await page.EvaluateAsync("() => { window.stayed = true; }");

        var name = "Arrival " + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await gateway.PublishAsync("BROWSER-1", name);
        await page.GetByText(name).WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));

        // Shown once, although the page has read itself again since.
        await gateway.PublishAsync("BROWSER-2", name + "-next");
        await page.GetByText(name + "-next").WaitForAsync();
        Assert.Equal(1, await page.GetByText($"“{name}”").CountAsync());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task On_a_narrow_screen_no_page_scrolls_sideways()
    {
        await using var screen = await Screen.OpenAsync(Browser(), width: 390);
        var root = gateway.Process.BaseUrl;
        await screen.Page.GotoAsync(new Uri(root, $"/sign-in?key={GatewayProcess.Key}").AbsoluteUri);
        var check = await gateway.Process.Api.PostAsync("/api/reconciliations/checks", null);
        var webhook = await gateway.Process.Api.PostAsync("/api/webhooks", JsonNode.Parse("""{"url":"http://a-backend-with-a-long-name.of-the-operator.example:8443/hook","modules":["locations","tariffs","sessions","cdrs"]}"""));
        foreach (var path in new[] { "/", "/exchanges", "/objects", "/quality", "/reconciliation", "/webhooks", $"/reconciliation/{check["id"]}", "/objects/locations/NL/QUA?id=QUAY-1", $"/connections/{gateway.ConnectionId}" })
        {
            await screen.Page.GotoAsync(new Uri(root, path).AbsoluteUri);
            var wide = await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            var culprits = await screen.Page.EvaluateAsync<string>(
                "() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 390).map(e => e.tagName + '.' + e.className).slice(0, 5).join(', ')");
            Assert.True(wide <= 390, $"{path} is {wide} wide: {culprits}");
        }

        await gateway.Process.Api.DeleteAsync($"/api/webhooks/{webhook["id"]}");

        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task When_the_session_has_ended_an_open_page_leads_to_the_sign_in()
    {
        await using var screen = await Screen.OpenAsync(Browser(), width: 1400);
        await screen.Page.GotoAsync(new Uri(gateway.Process.BaseUrl, $"/sign-in?key={GatewayProcess.Key}").AbsoluteUri);
        await screen.Page.Context.ClearCookiesAsync();
        await screen.Page.GetByLabel("Operator key").WaitForAsync();
    }

    private static string Browser()
    {
        var found = Array.Find(Places, File.Exists);
        Assert.SkipWhen(found is null, $"There is no browser: none of {string.Join(", ", Places)} exists. ./test installs chromium where it may.");
        return found!;
    }
}
