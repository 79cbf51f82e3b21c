using Busbar.EndToEnd.Tests.Gateway;
using Microsoft.Playwright;

namespace Busbar.EndToEnd.Tests.Console;

/// <summary>A browser with one page, and whatever the page complained of.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Screen(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public static async Task<Screen> OpenAsync(string executable, int width)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Timeout = (float)Eventually.Limit.TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        page.SetDefaultTimeout((float)Eventually.Limit.TotalMilliseconds);
        page.SetDefaultNavigationTimeout((float)Eventually.Limit.TotalMilliseconds);
        var screen = new Screen(playwright, browser, page);
        page.PageError += (_, error) => screen.Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                screen.Errors.Add(message.Text);
            }
        };
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
