using System.Diagnostics.CodeAnalysis;
using Busbar.Storage.PostgreSql.Driver;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Hears of the other processes' commits as they happen; asks every second in case a notification was lost, and goes on after the server was away.</summary>
internal sealed partial class ChangeListener : IDisposable
{
    public const string Channel = "busbar_changes";

    private const int PollingMilliseconds = 1000;

    // As long as the server is patient with a transaction that is idle.
    private const int WriterSilenceSeconds = 5;

    private readonly NpgsqlDataSource _source;
    private readonly SharedTail _tail;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _thread;

    public ChangeListener(NpgsqlDataSource source, SharedTail tail, ILogger log)
    {
        _source = source;
        _tail = tail;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "Busbar PostgreSQL listener" };
        _thread.Start();
    }

    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join();
        _ending.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever ends a connection, the next one is tried; the log tells of the failure.")]
    private void Run()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                Listen();
            }
            catch (Exception failure)
            {
                LogDeaf(_log, failure);
                _ending.Token.WaitHandle.WaitOne(PollingMilliseconds);
            }
        }
    }

    private void Listen()
    {
        using var session = new PostgreSqlSession(_source);
        var notices = new Queue<Notice>();
        session.Connection.Notification += (_, heard) => notices.Enqueue(Heard(heard));
        session.Execute($"LISTEN {Channel}");

        // Nobody was listening until now.
        _tail.CatchUp(session);
        var told = _tail.Last;
        _tail.MembershipUnknown();
        while (!_ending.IsCancellationRequested)
        {
            // When nothing was heard for a while the database is asked. What this process committed itself is known already.
            var newest = notices.Count == 0 && !session.Connection.Wait(PollingMilliseconds) ? long.MaxValue : 0;
            if (newest == long.MaxValue)
            {
                EndSilentWriter(session.Connection);
            }

            while (notices.TryDequeue(out var notice))
            {
                newest = Math.Max(newest, notice.Last);

                // Who committed what is missing was killed before it told.
                _tail.Moved(session, notice.First > told + 1 ? notice with { Moved = null } : notice);
                told = notice.Last == long.MaxValue ? told : Math.Max(told, notice.Last);
            }

            _tail.CatchUp(session, newest);
            if (newest == long.MaxValue && _tail.Last is var last && last > told)
            {
                told = last;
                _tail.MembershipUnknown();
            }

            _tail.Heard();
        }

        session.Execute($"UNLISTEN {Channel}");
    }

    /// <summary>Who was stopped while it had the turn to write holds up every process, and none of them can tell: so nobody is heard, and everybody looks.</summary>
    private void EndSilentWriter(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(PostgreSqlLocks.EndSilentWriter, connection);
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = WriterSilenceSeconds });
        if (command.ExecuteScalar() is true)
        {
            LogSilentWriter(_log, WriterSilenceSeconds);
        }
    }

    // What this process moved itself it knows, unless it told that it does not.
    private Notice Heard(NpgsqlNotificationEventArgs heard)
    {
        var notice = Notice.Read(heard.Payload);
        return heard.PID == _tail.Writer && notice.Moved is not null ? notice with { Moved = [] } : notice;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A process had the turn to write and sent nothing for {Seconds} seconds; its session was ended, and nothing of its transaction is kept.")]
    private static partial void LogSilentWriter(ILogger log, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not tell of other processes' changes; trying again.")]
    private static partial void LogDeaf(ILogger log, Exception failure);
}
