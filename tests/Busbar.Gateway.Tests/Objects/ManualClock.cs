namespace Busbar.Gateway.Tests.Objects;

/// <summary>A clock that stands at noon of a day in the year of these tests until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
