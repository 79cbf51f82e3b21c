using System.Collections.Concurrent;
using Busbar.Core.Objects;

namespace Busbar.Delivery.Push;

/// <summary>Lets one message about an object be under way to a partner at a time, whether the pump sends it or a replay.</summary>
internal sealed class Turns
{
    private readonly ConcurrentDictionary<(Guid Connection, ObjectKey Object), TaskCompletionSource> _taken = [];

    /// <summary>Waits until nothing about the object is under way; the turn ends when it is disposed.</summary>
    public async ValueTask<IDisposable> TakeAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        var own = new Turn(_taken, (connection, key));
        while (_taken.GetOrAdd((connection, key), own.Ended) is var holder && holder != own.Ended)
        {
            await holder.Task.WaitAsync(cancellation);
        }

        return own;
    }

    private sealed class Turn(ConcurrentDictionary<(Guid, ObjectKey), TaskCompletionSource> taken, (Guid, ObjectKey) place) : IDisposable
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            taken.TryRemove(place, out _);
            Ended.SetResult();
        }
    }
}
