using System.Net;
using System.Text.RegularExpressions;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.EndToEnd.Tests.Outside;

namespace Busbar.EndToEnd.Tests.Console;

[Collection(typeof(ConsoleTests))]
public sealed partial class RefusalTests(ConsoleGateway gateway)
{
    private const string ObjectId = "REFUSED-1";

    [Fact]
    public async Task A_refused_object_can_be_sent_again_and_the_page_says_what_came_of_it()
    {
        await using var partner = await PlainPartner.RegisterAsync(gateway.Process, "2.2.1", "DE", "RFS", "EMSP");
        using var visitor = await gateway.SignInAsync();
        await LoadedAsync(partner);
        partner.Refusing = true;
        await gateway.PublishAsync(ObjectId, "Refused place");
        var replay = await ActionAsync(visitor);

        using var again = await visitor.SubmitAsync("/refusals", replay);
        Assert.Contains("Sent again: refused.", await visitor.ReadAsync(again.Headers.Location!.ToString()), StringComparison.Ordinal);

        partner.Refusing = false;
        using var accepted = await visitor.SubmitAsync("/refusals", replay);
        var page = await visitor.ReadAsync(accepted.Headers.Location!.ToString());
        Assert.Contains("Sent again: accepted.", page, StringComparison.Ordinal);
        Assert.Contains("resolved", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ObjectId, await visitor.ReadAsync("/refusals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_a_partner_refused_can_be_sent_again_at_once()
    {
        await using var partner = await PlainPartner.RegisterAsync(gateway.Process, "2.2.1", "DE", "RFA", "EMSP");
        using var visitor = await gateway.SignInAsync();
        await LoadedAsync(partner);
        partner.Refusing = true;
        string[] places = ["REFUSED-A1", "REFUSED-A2", "REFUSED-A3"];
        foreach (var place in places)
        {
            await gateway.PublishAsync(place, "Refused place");
        }

        await Eventually.GetAsync(
            async () => await visitor.ReadAsync("/refusals") is var page && places.All(place => page.Contains(place, StringComparison.Ordinal)) ? page : null,
            "the refusals appear", () => "", TestContext.Current.CancellationToken);
        partner.Refusing = false;
        using var ordered = await visitor.SubmitAsync("/refusals", "/refusals/replay", ("connection", partner.Connection.ToString()), ("module", "locations"));
        Assert.Contains("is being sent again", await visitor.ReadAsync(ordered.Headers.Location!.ToString()), StringComparison.Ordinal);
        await Eventually.GetAsync(
            async () => await visitor.ReadAsync("/refusals") is var page && !places.Any(place => page.Contains(place, StringComparison.Ordinal)) ? page : null,
            "the refusals are settled", () => "", TestContext.Current.CancellationToken);

        using var none = await visitor.SubmitAsync("/reconciliation", "/refusals/replay", ("module", "nothing"));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var nobody = await visitor.SubmitAsync("/reconciliation", "/refusals/replay", ("connection", "nobody"));
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Sending_again_needs_the_form_of_the_page()
    {
        using var visitor = await gateway.SignInAsync();
        using var all = await visitor.PostAsync("/refusals/replay");
        Assert.Equal(HttpStatusCode.BadRequest, all.StatusCode);
        using var answer = await visitor.PostAsync($"/refusals/{Guid.NewGuid()}/replay");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Waits until a new partner has what was there before it: what comes now goes to it once.</summary>
    private async Task LoadedAsync(PlainPartner partner)
    {
        await gateway.PublishAsync("BEFORE-REFUSED-1", "Place before it");
        await Eventually.GetAsync(
            async () => partner.ReceivedHeaders.Any(received => received.Request.Contains("BEFORE-REFUSED-1", StringComparison.Ordinal))
                && (await gateway.Process.Api.GetAsync($"/api/connections/{partner.Connection}"))["delivery"] is { } delivery && !(bool)delivery["sweeping"]! ? delivery : null,
            "the new partner has what was there before it",
            () => "",
            TestContext.Current.CancellationToken);
    }

    /// <summary>The address of the button beside the refused object, once it is there.</summary>
    private static Task<string> ActionAsync(ConsoleVisitor visitor) => Eventually.GetAsync(
        async () => Item().Matches(await visitor.ReadAsync("/refusals")).FirstOrDefault(found => found.Value.Contains(ObjectId, StringComparison.Ordinal)) is { } item
            ? "/" + Action().Match(item.Value).Value
            : null,
        "the refusal appears",
        () => "",
        TestContext.Current.CancellationToken);

    [GeneratedRegex("<li data-key.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Item();

    [GeneratedRegex("refusals/[0-9a-f-]{36}/replay")]
    private static partial Regex Action();
}
