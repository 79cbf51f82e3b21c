using Busbar.Core.Objects;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Tests.Stores;
using Npgsql;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>A process that is stopped while it has the turn to write.</summary>
public sealed class SilentWriterTests : IAsyncLifetime
{
    private readonly PostgreSqlTestStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Others_write_on_although_it_never_lets_go()
    {
        // This process runs already: who starts waits for its turn too, and hears nobody yet.
        await _store.Get<IObjectStore>().PutAsync(Location("0"), Document("{}"));

        // The server waits for it without an end, as it does in the middle of what a session sends.
        await using var source = NpgsqlDataSource.Create(_store.ConnectionString);
        await using var stopped = await source.OpenConnectionAsync(Cancellation);
        await using (var take = new NpgsqlCommand("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; " + PostgreSqlLocks.TakeWriting, stopped))
        {
            await take.ExecuteNonQueryAsync(Cancellation);
        }

        // A machine under load may take longer than a writer waits for its turn.
        for (var (attempt, written) = (1, false); !written; attempt++)
        {
            try
            {
                await _store.Get<IObjectStore>().PutAsync(Location("1"), Document("{}"));
                written = true;
            }
            catch (StoreUnavailableException) when (attempt < 6)
            {
            }
        }

        await using var ask = new NpgsqlCommand("SELECT 1", stopped);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ask.ExecuteScalarAsync(Cancellation));
    }
}
