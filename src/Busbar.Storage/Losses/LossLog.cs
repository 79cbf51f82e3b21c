using Busbar.Core.Losses;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Losses;

/// <summary>One row per connection and translation rule.</summary>
internal sealed class LossLog(IDatabase database) : ILossLog
{
    // Always in the same order: processes that add at the same time must not wait for each other's rows.
    public Task AddAsync(IReadOnlyList<LossCount> counts, CancellationToken cancellation) => database.WriteIsolatedAsync(
        context =>
        {
            foreach (var (connection, rule, more) in counts.OrderBy(count => count.Connection).ThenBy(count => count.Rule, StringComparer.Ordinal))
            {
                context.Sql.Open("""
                    INSERT INTO loss_counts (connection, rule, count) SELECT id, ?, ? FROM connections WHERE id = ?
                    ON CONFLICT (connection, rule) DO UPDATE SET count = loss_counts.count + excluded.count
                    """)
                    .Bind(rule).Bind(more).Bind(connection).Run();
            }

            return true;
        },
        cancellation);

    public Task<IReadOnlyList<LossCount>> CountAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<LossCount>>(
        session => session.Open("SELECT connection, rule, count FROM loss_counts ORDER BY connection, rule")
            .ReadAll(row => new LossCount(row.Guid(0), row.Text(1), row.Int64(2))),
        cancellation);
}
