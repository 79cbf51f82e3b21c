namespace Busbar.Core.Nodes;

/// <summary>
/// A reading of what processes share, made for all who ask at the same time. Who asks while one is under way gets the next: it begins after it was asked for, so that nobody is
/// told what was true before. There is one at a time, however many ask.
/// </summary>
internal sealed class SharedReading<T>(Func<Task<T>> read)
{
    private readonly Lock _lock = new();
    private Task _underWay = Task.CompletedTask;
    private Task<T>? _next;

    public Task<T> ReadAsync()
    {
        lock (_lock)
        {
            return _next ??= AfterAsync(_underWay);
        }
    }

    private async Task<T> AfterAsync(Task before)
    {
        // What became of the one before is for those who wait for it. Never at once: the task must stand in its place before it begins.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            (_underWay, _next) = (_next!, null);
        }

        return await read();
    }
}
