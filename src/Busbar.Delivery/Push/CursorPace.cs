namespace Busbar.Delivery.Push;

/// <summary>
/// How often each cursor is written down: with many partners more seldom, so that all of them together cost the database no more than so many writes a second.
/// What that adds is what is sent twice after a crash.
/// </summary>
internal sealed class CursorPace
{
    private const int WritesPerSecond = 20;

    private volatile int _partners;

    /// <summary>How many partners this process delivers to.</summary>
    public int Partners
    {
        get => _partners;
        set => _partners = value;
    }

    public TimeSpan Stretch(TimeSpan interval)
    {
        var shared = TimeSpan.FromSeconds(Partners / (double)WritesPerSecond);
        return shared > interval ? shared : interval;
    }
}
