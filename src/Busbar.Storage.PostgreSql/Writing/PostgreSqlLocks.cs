namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Advisory locks that the processes on one database share. The numbers are ours alone: "busbar" and a counter.</summary>
internal static class PostgreSqlLocks
{
    private const string Space = "1651864418";

    public const string TakeSchema = $"SELECT pg_advisory_lock({Space}, 1)";

    public const string LeaveSchema = $"SELECT pg_advisory_unlock({Space}, 1)";

    /// <summary>Held by whoever holds the name whose hash is the parameter.</summary>
    public const string TakeName = "SELECT pg_advisory_lock(1651864419, hashtext($1))";

    public const string LeaveName = "SELECT pg_advisory_unlock(1651864419, hashtext($1))";

    /// <summary>
    /// Held by whoever writes, until its commit: the change log is written in commit order and without gaps, so a reader that has seen a
    /// sequence never misses a smaller one. What one writer commits at once is as much as has queued up, so the turns are few.
    /// </summary>
    public const string TakeWriting = $"SELECT pg_advisory_xact_lock({Space}, 2)";
}
