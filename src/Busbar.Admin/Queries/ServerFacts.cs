namespace Busbar.Admin.Queries;

/// <summary>What this process knows of itself.</summary>
public sealed class ServerFacts(string version, TimeProvider clock)
{
    public string Version { get; } = version;

    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    public long UptimeSeconds => (long)(clock.GetUtcNow() - StartedAt).TotalSeconds;
}
