namespace Busbar.Delivery.Hubs;

/// <summary>How a hub looks after its clients.</summary>
public sealed record HubWatchOptions
{
    /// <summary>How often it is looked who was silent.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After which silence a platform is asked for its versions, to see whether it is there.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);
}
