namespace Busbar.Gateway.Tests.Connections;

/// <summary>The system's clock, moved on by what a test says. Timers run as usual.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
