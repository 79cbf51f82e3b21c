using Busbar.Storage.Writing;

namespace Busbar.Storage.Sqlite.Writing;

/// <summary>One queued write and the caller that waits for it.</summary>
internal abstract class WriteItem(bool isolated, CancellationToken cancellation)
{
    /// <summary>Whether what it wrote is undone when it throws. Other items throw only before they have written anything.</summary>
    public bool Isolated { get; } = isolated;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Runs the work inside the transaction and keeps its result until the commit.</summary>
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

internal sealed class WriteItem<T>(Func<WriteContext, T> work, bool isolated, CancellationToken cancellation) : WriteItem(isolated, cancellation)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _rejection;

    public Task<T> Task => _completion.Task;

    public override void Execute(WriteContext context) => _result = work(context);

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
