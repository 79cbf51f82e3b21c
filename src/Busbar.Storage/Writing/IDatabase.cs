using Busbar.Core.Objects;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>One database as the stores use it: many readers, and writes that share commits.</summary>
public interface IDatabase
{
    SqlDialect Dialect { get; }

    StoreState State { get; }

    /// <summary>Whether other processes may use the same database at the same time.</summary>
    bool IsShared { get; }

    /// <summary>Whether what other processes commit is known here within a moment. Always so when there are none.</summary>
    bool HearsOthers { get; }

    TimeProvider Time { get; }

    /// <summary>
    /// Runs work inside a transaction that it may share with other writers; completes when that is on disk. Work that throws before it has written
    /// anything fails alone. Cancellation withdraws work that has not begun; work that has begun is always waited for. The work may run more than
    /// once, when the transaction has to begin anew: it must do nothing but read, decide and write through the context.
    /// </summary>
    Task<T> WriteAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation);

    /// <summary>As <see cref="WriteAsync"/>, for work of several statements: whatever it wrote before it threw is undone, and others' work is kept.</summary>
    Task<T> WriteIsolatedAsync<T>(Func<WriteContext, T> work, CancellationToken cancellation);

    /// <summary>As <see cref="WriteAsync"/> for one object and as <see cref="WriteIsolatedAsync"/> for several, for work that writes these objects and nothing else.</summary>
    Task<T> WriteObjectsAsync<T>(IReadOnlyList<ObjectWrite> objects, Func<WriteContext, T> work, CancellationToken cancellation);

    /// <summary>
    /// Runs work in a transaction that holds up nobody who writes objects, where the database can do that: for what is no part of the log of changes and whose
    /// rows nobody else writes. May run more than once, like all work.
    /// </summary>
    Task<T> WriteAsideAsync<T>(Func<ISqlSession, T> work, CancellationToken cancellation);

    /// <summary>Waits until no process holds a name, and holds it until the answer is disposed.</summary>
    ValueTask<IAsyncDisposable> LockAsync(string name, CancellationToken cancellation);

    /// <summary>Reads on the caller's thread; short reads only.</summary>
    T Read<T>(Func<ISqlSession, T> work);
}
