using System.Globalization;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>Advisory locks that the processes on one database share. The numbers are ours alone: "busbar" and a counter.</summary>
internal static class PostgreSqlLocks
{
    private const string Space = "1651864418";

    public const string TakeSchema = $"SELECT pg_advisory_lock({Space}, 1)";

    /// <summary>A step that waits for a table makes everybody else wait behind it: rather give up, and be told.</summary>
    public const string WaitBriefly = "SET lock_timeout = 10000";

    public const string LeaveSchema = $"SELECT pg_advisory_unlock({Space}, 1)";

    /// <summary>Held by whoever holds the name whose hash is the parameter.</summary>
    public const string TakeName = "SELECT pg_advisory_lock(1651864419, hashtext($1))";

    public const string LeaveName = "SELECT pg_advisory_unlock(1651864419, hashtext($1))";

    /// <summary>
    /// Held by whoever writes, until its commit: the change log is written in commit order and without gaps, so a reader that has seen a
    /// sequence never misses a smaller one. What one writer commits at once is as much as has queued up, so the turns are few.
    /// </summary>
    public const string TakeWriting = $"SELECT pg_advisory_xact_lock({Space}, 2)";

    /// <summary>
    /// Ends the session of whoever has had the turn to write for as long as the parameter and sends nothing: a process that was stopped in the middle of a batch. The
    /// server takes a transaction that is being sent for one at work, so that its own patience with idle ones does not count; one that waits for a disk does not wait
    /// for its client.
    /// </summary>
    public const string EndSilentWriter = $"""
        SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.classid = {Space} AND l.objid = 2 AND l.objsubid = 2 AND l.granted AND l.database = a.datid AND a.datname = current_database()
            AND a.usename = current_user AND a.wait_event = 'ClientRead' AND a.query_start < clock_timestamp() - make_interval(secs => $1)
        """;

    /// <summary>
    /// Programs that run and do not know a schema above the parameter: each holds the lock of its own schema, shared, with its writing session. Those that
    /// are free are held until the transaction ends, so that none of them begins to write meanwhile.
    /// </summary>
    public const string OlderPrograms =
        "SELECT program::bigint FROM generate_series(1, ?::integer) AS program WHERE NOT pg_try_advisory_xact_lock(1651864420, program) LIMIT 1";

    /// <summary>Says that a program runs that knows schemas up to this one, as long as the session lasts.</summary>
    public static string RunAs(int schema) => string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock_shared(1651864420, {schema})");
}
