using Busbar.Admin.Events;
using Busbar.Core.Nodes;
using Busbar.Core.Webhooks;
using Microsoft.Extensions.Logging;

namespace Busbar.Admin.Webhooks;

/// <summary>What every pump needs.</summary>
internal sealed class WebhookServices(
    WebhookBook store, EventFeed feed, IWebhookSender sender, WebhookTally tally, Leases leases, WebhookOptions options, TimeProvider time, ILogger<WebhookHost> log)
{
    private volatile int _pumps;

    public WebhookBook Store => store;

    public EventFeed Feed => feed;

    public IWebhookSender Sender => sender;

    public WebhookTally Tally => tally;

    public Leases Leases => leases;

    public WebhookOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Log => log;

    /// <summary>How many webhooks this process sends to.</summary>
    public int Pumps
    {
        get => _pumps;
        set => _pumps = value;
    }
}
