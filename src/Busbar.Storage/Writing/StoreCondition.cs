using Busbar.Core.Settings;

namespace Busbar.Storage.Writing;

/// <summary>What the writer noticed of the database.</summary>
public sealed class StoreCondition : IStoreCondition
{
    private volatile Failure? _last;

    public (DateTimeOffset At, string Reason)? LastFailure => _last is { } last ? (last.At, last.Reason) : null;

    /// <summary>A transaction failed, and what it would have written was not kept.</summary>
    public void Failed(Exception told, DateTimeOffset at) => _last = new Failure(at, told.Message);

    private sealed record Failure(DateTimeOffset At, string Reason);
}
