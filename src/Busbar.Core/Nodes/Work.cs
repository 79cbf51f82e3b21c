namespace Busbar.Core.Nodes;

/// <summary>The names of work that exactly one process does.</summary>
public static class Work
{
    /// <summary>Calls whose result is overdue.</summary>
    public const string Calls = "calls";

    /// <summary>Checking CDRs.</summary>
    public const string Verdicts = "verdicts";

    /// <summary>Keeping the list of a hub's clients.</summary>
    public const string Hubs = "hubs";

    /// <summary>Jobs that concern no one partner.</summary>
    public const string Jobs = "jobs";

    /// <summary>Removing what need not be kept any longer.</summary>
    public const string Retention = "retention";

    /// <summary>Work that there is whatever the connections.</summary>
    public static IReadOnlyList<string> Always { get; } = [Calls, Verdicts, Hubs, Jobs, Retention];

    /// <summary>Pushing to and pulling from one partner.</summary>
    public static string Of(Guid connection) => connection.ToString("N");

    /// <summary>Sending to one webhook.</summary>
    public static string OfWebhook(Guid webhook) => "webhook/" + webhook.ToString("N");
}
