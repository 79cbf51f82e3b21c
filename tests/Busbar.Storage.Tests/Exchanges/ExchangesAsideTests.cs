using Busbar.Core.Exchanges;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Tests.Stores;
using Npgsql;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Exchanges;

/// <summary>On PostgreSQL the message log is saved beside the objects, with a connection of its own.</summary>
public sealed class ExchangesAsideTests : IAsyncLifetime
{
    private readonly PostgreSqlTestStore _store = new();
    private NpgsqlDataSource _source = null!;

    public ValueTask InitializeAsync()
    {
        _source = NpgsqlDataSource.Create(_store.ConnectionString);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Exchange_is_saved_while_another_process_has_the_turn_to_write()
    {
        // What a full log has to remove is removed in turn, after the first exchange. When the second one is there that is over.
        await SavedAsync(RecordNew());
        await SavedAsync(RecordNew());
        await using var other = await _source.OpenConnectionAsync(Cancellation);
        await using var turn = await other.BeginTransactionAsync(Cancellation);
        await using (var take = new NpgsqlCommand(PostgreSqlLocks.TakeWriting, other, turn))
        {
            await take.ExecuteNonQueryAsync(Cancellation);
        }

        await SavedAsync(RecordNew());
    }

    [Fact]
    public async Task Exchange_is_saved_after_the_server_has_ended_every_connection()
    {
        await SavedAsync(RecordNew());
        await using (var end = _source.CreateCommand(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'busbar'"))
        {
            await end.ExecuteNonQueryAsync(Cancellation);
        }

        await SavedAsync(RecordNew());
        Assert.Equal(0, _store.Get<IExchangeLog>().Dropped);
    }

    private Guid RecordNew()
    {
        var exchange = new Exchange
        {
            Id = Guid.CreateVersion7(), At = DateTimeOffset.UtcNow, Direction = ExchangeDirection.In, Method = "GET", Url = "https://partner.example/", Duration = TimeSpan.Zero,
        };
        _store.Get<IExchangeLog>().Record(exchange);
        return exchange.Id;
    }

    private async Task SavedAsync(Guid id)
    {
        while (await _store.Get<IExchangeLog>().FindAsync(id, Cancellation) is null)
        {
            await Task.Delay(5, Cancellation);
        }
    }
}
