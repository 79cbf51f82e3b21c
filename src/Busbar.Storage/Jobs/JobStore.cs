using Busbar.Core.Erasure;
using Busbar.Core.Jobs;
using Busbar.Core.Nodes;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Jobs;

internal sealed class JobStore(IDatabase database, Leases leases) : IJobStore
{
    /// <summary>Closed jobs of a kind that are kept, with what they found.</summary>
    private const int Kept = 200;

    private const string Select = "SELECT id, kind, connection, subject, state, created_at, updated_at, request, progress, result, problem FROM jobs";

    public ValueTask<Job> AddAsync(Job job, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                var claim = $"{job.Kind}/{job.Connection:N}/{job.Subject}";
                var added = context.Sql.Open("""
                    INSERT INTO jobs (id, kind, connection, subject, state, claim, created_at, updated_at, request) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (claim) DO NOTHING RETURNING 1
                    """)
                    .Bind(job.Id).Bind(job.Kind).Bind(job.Connection).Bind(job.Subject).Bind((long)job.State).Bind(claim).Bind(job.CreatedAt).Bind(job.UpdatedAt)
                    .Bind(job.Request).ReadInt64();
                return added is not null ? job : context.Sql.Open($"{Select} WHERE claim = ?").Bind(claim).ReadFirst(Map) ?? throw new InvalidDataException("A job's claim is nobody's.");
            },
            cancellation));

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellation) =>
        new(database.ReadAsync(session => session.Open($"{Select} WHERE id = ?").Bind(id).ReadFirst(Map), cancellation));

    public ValueTask<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellation) =>
        new(database.ReadAsync<IReadOnlyList<Job>>(
            session =>
            {
                var where = $"{(query.Kind is null ? "" : " AND kind = ?")}{(query.Connection is null ? "" : " AND connection = ?")}{(query.OpenOnly ? " AND claim IS NOT NULL" : "")}";
                var statement = session.Open($"{Select} WHERE 1 = 1{where} ORDER BY number DESC LIMIT ?");
                _ = query.Kind is { } kind ? statement.Bind(kind) : statement;
                _ = query.Connection is { } connection ? statement.Bind(connection) : statement;
                return statement.Bind((long)query.Limit).ReadAll(Map);
            },
            cancellation));

    public ValueTask<bool> SaveAsync(Job job, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                if (leases.IsShared && context.Sql.Open("SELECT 1 FROM leases WHERE name = ? AND node = ?").Bind(job.Connection is { } connection ? Work.Of(connection) : Work.Jobs).Bind(leases.Node).ReadInt64() is null)
                {
                    throw new LeaseLostException();
                }

                var saved = context.Sql.Open($"""
                    UPDATE jobs SET state = ?, updated_at = ?, progress = ?, result = ?, problem = ?{(job.IsOpen ? "" : Closed(IsPersonal(job.Kind)))} WHERE id = ? AND claim IS NOT NULL RETURNING 1
                    """)
                    .Bind((long)job.State).Bind(context.Now).Bind(!job.IsOpen && IsPersonal(job.Kind) ? null : job.Progress).Bind(job.Result).Bind(job.Problem).Bind(job.Id).ReadInt64();
                if (!job.IsOpen)
                {
                    Trim(context.Sql, job.Kind);
                }

                return saved is not null;
            },
            cancellation));

    public ValueTask<bool> CancelAsync(Guid id, CancellationToken cancellation) =>
        new(database.WriteIsolatedAsync(
            context =>
            {
                var personal = context.Sql.Open("SELECT 1 FROM jobs WHERE id = ? AND kind = ?").Bind(id).Bind(ErasureOrder.Kind).ReadInt64() is not null;
                return context.Sql.Open($"UPDATE jobs SET state = ?, updated_at = ?{Closed(personal)}{(personal ? ", progress = NULL" : "")} WHERE id = ? AND claim IS NOT NULL RETURNING 1")
                    .Bind((long)JobState.Cancelled).Bind(context.Now).Bind(id).ReadInt64() is not null;
            },
            cancellation));

    /// <summary>Who asked for a driver's erasure named the driver.</summary>
    private static bool IsPersonal(string kind) => kind == ErasureOrder.Kind;

    /// <summary>What a job says when it is over: whose it was is forgotten where that is personal.</summary>
    private static string Closed(bool personal) => personal ? ", claim = NULL, subject = '', request = '{}'" : ", claim = NULL";

    private static void Trim(ISqlSession session, string kind)
    {
        session.Open($"DELETE FROM jobs WHERE kind = ? AND claim IS NULL AND number <= (SELECT number FROM jobs WHERE kind = ? ORDER BY number DESC LIMIT 1 OFFSET {Kept})")
            .Bind(kind).Bind(kind).Run();
        session.Open("DELETE FROM differences WHERE job NOT IN (SELECT id FROM jobs)").Run();
    }

    private static Job Map(Statement row) => new()
    {
        Id = row.Guid(0),
        Kind = row.Text(1),
        Connection = row.GuidOrNull(2),
        Subject = row.Text(3),
        State = (JobState)row.Int32(4),
        CreatedAt = row.Instant(5),
        UpdatedAt = row.Instant(6),
        Request = row.Text(7),
        Progress = row.TextOrNull(8),
        Result = row.TextOrNull(9),
        Problem = row.TextOrNull(10),
    };
}
