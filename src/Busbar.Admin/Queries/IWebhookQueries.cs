using Busbar.Admin.Contracts;

namespace Busbar.Admin.Queries;

/// <summary>What the console asks of webhooks, answered in this process with the operator API's own contracts.</summary>
public interface IWebhookQueries
{
    /// <summary>Every webhook, oldest first.</summary>
    Task<IReadOnlyList<WebhookView>> ListAsync(CancellationToken cancellation);
}
