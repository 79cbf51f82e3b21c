using System.Net;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Console;

[Collection(typeof(ConsoleTests))]
public sealed class SignInTests(ConsoleGateway gateway)
{
    private const string Session = "busbar-console";

    public static TheoryData<string> Pages =>
    [
        "/", "/exchanges", "/exchanges?failed=true", $"/exchanges/{Guid.Empty}", "/objects", "/objects/tokens", "/objects/locations/NL/QUA?id=QUAY-1",
        $"/connections/{Guid.Empty}", $"/refusals/{Guid.Empty}",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_without_a_session_leads_to_the_sign_in(string page)
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.GetAsync(page);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page == "/" ? "/sign-in" : "/sign-in?return=" + Uri.EscapeDataString(page), answer.Headers.Location!.ToString());
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/refusals/00000000-0000-0000-0000-000000000000/replay")]
    public async Task An_action_without_a_session_is_refused(string action)
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.PostAsync(action);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_form_with_the_key_opens_the_page_that_was_asked_for()
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.SubmitAsync("/sign-in?return=%2Fobjects", "/sign-in", ("key", GatewayProcess.Key), ("return", "/objects"));
        Assert.Equal("/objects", answer.Headers.Location!.ToString());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(header => header.StartsWith(Session, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<h1>Objects</h1>", await visitor.ReadAsync("/objects"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_with_the_key_opens_the_overview()
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.GetAsync($"/sign-in?key={GatewayProcess.Key}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Contains("<h1>Overview</h1>", await visitor.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        using var visitor = gateway.Visit();
        using var form = await visitor.SubmitAsync("/sign-in", "/sign-in", ("key", GatewayProcess.Key + "0"));
        using var link = await visitor.GetAsync("/sign-in?key=wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, form.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, link.StatusCode);
        Assert.Contains("not the operator&#x27;s key", await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(visitor.Cookie(Session));
        Assert.DoesNotContain(GatewayProcess.Key, gateway.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.PostAsync("/sign-in", ("key", GatewayProcess.Key));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(visitor.Cookie(Session));
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    public async Task The_sign_in_leads_nowhere_else(string target)
    {
        using var visitor = gateway.Visit();
        using var answer = await visitor.GetAsync($"/sign-in?key={GatewayProcess.Key}&return={Uri.EscapeDataString(target)}");
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_made_up_session_is_none()
    {
        using var visitor = gateway.Visit();
        visitor.Present(Session, "CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        using var answer = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var visitor = await gateway.SignInAsync();
        using var left = await visitor.SubmitAsync("/", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location!.ToString());
        using var answer = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_session_outlives_a_restart_but_not_a_change_of_the_key()
    {
        await using var own = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        using var visitor = new ConsoleVisitor(own.BaseUrl);
        await visitor.GetAsync($"/sign-in?key={GatewayProcess.Key}");
        await own.StopAsync(TestContext.Current.CancellationToken);
        await own.RunAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<h1>Overview</h1>", await visitor.ReadAsync("/"), StringComparison.Ordinal);

        await own.StopAsync(TestContext.Current.CancellationToken);
        await own.RunAsync(TestContext.Current.CancellationToken, "--Busbar:AdminKey=another-operator-key-0123456789");
        using var answer = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
