using Busbar.Core.Nodes;
using Busbar.Core.Webhooks;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>A webhook's place is moved by the process that sends to it, and by no other.</summary>
public sealed class WebhookLeaseTests
{
    [Fact]
    public async Task Place_is_moved_only_by_the_process_that_has_the_webhook()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var database = PostgreSqlServer.Shared.CreateDatabase();
        await using var one = Node.Open(database);
        await using var other = Node.Open(database);
        var webhook = new Webhook { Id = Guid.NewGuid(), Url = new Uri("https://backend.example/"), CreatedAt = Noon };
        await one.GetRequiredService<IWebhookStore>().AddAsync(webhook, WebhookSecret.New(), 0, 10, Cancellation);
        await one.GetRequiredService<Leases>().TurnAsync([Work.OfWebhook(webhook.Id)], Cancellation);

        Assert.True(await one.GetRequiredService<IWebhookStore>().SaveStandingAsync(webhook.Id, new WebhookStanding(1, 0), Cancellation));
        await Assert.ThrowsAsync<LeaseLostException>(() => other.GetRequiredService<IWebhookStore>().SaveStandingAsync(webhook.Id, new WebhookStanding(2, 0), Cancellation).AsTask());
        await Assert.ThrowsAsync<LeaseLostException>(() => other.GetRequiredService<IWebhookStore>().EndAsync(webhook.Id, new WebhookStanding(2, 0), Cancellation).AsTask());
        Assert.Equal(1, (await other.GetRequiredService<IWebhookStore>().FindStandingAsync(webhook.Id, Cancellation))!.Sequence);

        // What the operator says may be said anywhere.
        Assert.Equal(1, (await other.GetRequiredService<IWebhookStore>().ReplayAsync(webhook.Id, 0, Cancellation))!.Round);
    }
}
