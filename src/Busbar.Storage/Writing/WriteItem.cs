using Busbar.Core.Objects;

namespace Busbar.Storage.Writing;

/// <summary>One queued write and the caller that waits for it.</summary>
public abstract class WriteItem(bool isolated, IReadOnlyList<ObjectWrite> objects, CancellationToken cancellation)
{
    /// <summary>Whether what it wrote is undone when it throws. Other items throw only before they have written anything.</summary>
    public bool Isolated { get; } = isolated;

    /// <summary>The objects that it is going to look at, so that an engine may read them all at once beforehand.</summary>
    public IReadOnlyList<ObjectWrite> Objects { get; } = objects;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Runs the work inside the transaction and keeps its result until the commit. A transaction that is begun anew runs it again.</summary>
    public abstract void Execute(WriteContext context);

    /// <summary>Keeps what the work threw until the commit of the others.</summary>
    public abstract void Reject(Exception exception);

    /// <summary>Tells the caller what came of it.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the transaction failed.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Tells the caller that the work was withdrawn before it began.</summary>
    public abstract void Cancel();
}

internal sealed class WriteItem<T>(Func<WriteContext, T> work, bool isolated, IReadOnlyList<ObjectWrite> objects, CancellationToken cancellation)
    : WriteItem(isolated, objects, cancellation)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _rejection;

    public Task<T> Task => _completion.Task;

    public override void Execute(WriteContext context)
    {
        _rejection = null;
        _result = work(context);
    }

    public override void Reject(Exception exception) => _rejection = exception;

    public override void Complete()
    {
        if (_rejection is null)
        {
            _completion.SetResult(_result);
        }
        else
        {
            _completion.SetException(_rejection);
        }
    }

    public override void Fail(Exception exception) => _completion.SetException(exception);

    public override void Cancel() => _completion.SetCanceled(Cancellation);
}
