namespace Busbar.Delivery.Push;

/// <summary>Wakes one waiter. Raised while nobody waits, it is remembered once.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _set;

    public void Raise()
    {
        if (Interlocked.Exchange(ref _set, 1) == 0)
        {
            try
            {
                _raised.Release();
            }
            catch (ObjectDisposedException)
            {
                // Whoever waited is gone; a list of listeners may still have held it.
            }
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        await _raised.WaitAsync(cancellation);

        // A full fence: what is read after this was not read before it, or a signal raised in between would be lost.
        Interlocked.Exchange(ref _set, 0);
    }

    public void Dispose() => _raised.Dispose();
}
