using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>Reads for ports that return tasks.</summary>
internal static class DatabaseReads
{
    /// <summary>A short read on the caller's thread.</summary>
    public static Task<T> ReadAsync<T>(this IDatabase database, Func<ISqlSession, T> work, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? Task.FromCanceled<T>(cancellation) : Task.FromResult(database.Read(work));
}
