using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Schema;
using Busbar.Storage.Sqlite.Driver;
using Busbar.Storage.Sqlite.Writing;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using Busbar.Storage.Writing;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Durability;

public sealed class SqliteFileTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Full_disk_fails_the_writes_clearly_keeps_what_was_there_and_heals()
    {
        await _store.Objects.PutAsync(Location("before"), Document("1"));
        await PragmaAsync("PRAGMA max_page_count = 60");
        var large = new string('x', 20_000);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                return (Id: $"L{i}", Sequence: (await _store.Objects.PutAsync(Location($"L{i}"), Document(large + i))).Sequence);
            }
            catch (StoreUnavailableException)
            {
                return (Id: $"L{i}", Sequence: 0L);
            }
        }));
        var stored = outcomes.Where(outcome => outcome.Sequence > 0).ToList();

        Assert.Contains(outcomes, outcome => outcome.Sequence == 0);
        Assert.Equal(stored.Count + 1, await _store.Changes.LastSequenceAsync(Cancellation));
        Assert.Equal(stored.Count + 1, await _store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
        foreach (var (id, sequence) in outcomes)
        {
            Assert.Equal(sequence == 0 ? null : sequence, (await _store.Objects.FindAsync(Location(id), Cancellation))?.Sequence);
        }

        await PragmaAsync("PRAGMA max_page_count = 1000000");
        var after = await _store.Objects.PutAsync(Location("after"), Document(large));
        Assert.Equal(stored.Count + 2, after.Sequence);
        await _store.RestartAsync();
        Assert.NotNull(await _store.Objects.FindAsync(Location("before"), Cancellation));
        Assert.NotNull(await _store.Objects.FindAsync(Location("after"), Cancellation));
    }

    [Fact]
    public async Task Newer_schema_is_refused_and_left_alone()
    {
        await _store.Objects.PutAsync(Location("1"), Document("1"));
        var next = Migrations.All[^1].Number + 1;
        await PragmaAsync($"INSERT INTO migrations (number, name, applied_at) VALUES ({next}, 'from the future', 0)");
        await _store.CloseAsync();

        var refused = Assert.Throws<SchemaTooNewException>(() => _store.Objects);
        Assert.Contains($"schema {next}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer Busbar", refused.Message, StringComparison.Ordinal);
        Assert.Throws<SchemaTooNewException>(() => _store.Objects);
    }

    [Fact]
    public void Migration_that_fails_leaves_nothing_and_runs_again_later()
    {
        Directory.CreateDirectory(_store.Folder);
        SQLitePCL.Batteries_V2.Init();
        using var session = new SqliteSession(_store.File, []);
        Migration good = new(1, "good", _ => ["CREATE TABLE a (x INTEGER)"]);
        Migration bad = new(2, "bad", _ => ["CREATE TABLE b (x INTEGER)", "CREATE TABLE a (x INTEGER)"]);
        Migration mended = new(2, "mended", _ => ["CREATE TABLE b (x INTEGER)"]);

        Assert.Throws<InvalidOperationException>(() => Migrator.Migrate(session, SqliteDialect.Instance, TimeProvider.System, [good, bad]));
        Assert.Equal([2], Migrator.Migrate(session, SqliteDialect.Instance, TimeProvider.System, [good, mended]));
        Assert.Empty(Migrator.Migrate(session, SqliteDialect.Instance, TimeProvider.System, [good, mended]));
    }

    [Fact]
    public void Second_process_on_the_same_file_is_refused_clearly()
    {
        _ = _store.Objects;
        var refused = Assert.Throws<StoreUnavailableException>(() => new SqliteDatabase($"Data Source={_store.File}", TimeProvider.System));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=file:x?mode=memory")]
    [InlineData("")]
    public void Database_that_is_no_file_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => new SqliteDatabase(connectionString, TimeProvider.System));

    [Fact]
    public async Task Folder_is_created_and_a_file_that_is_no_database_is_refused()
    {
        _ = _store.Objects;
        Assert.True(File.Exists(_store.File));
        await _store.CloseAsync();
        foreach (var file in Directory.GetFiles(_store.Folder))
        {
            File.Delete(file);
        }

        await File.WriteAllTextAsync(_store.File, new string('?', 10_000), Cancellation);
        Assert.Throws<StoreUnavailableException>(() => _store.Objects);
    }

    [Fact]
    public async Task Partner_token_stands_nowhere_in_the_files()
    {
        const string Secret = "very-secret-partner-token-4711";
        var connections = _store.Get<IConnectionStore>();
        await connections.SaveAsync(TestConnections.New("partner"), new TokenChanges { PartnerToken = Secret }, Cancellation);
        await _store.CloseAsync();

        foreach (var file in Directory.GetFiles(_store.Folder))
        {
            Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Writes_after_closing_are_refused_and_those_before_are_kept()
    {
        var objects = _store.Objects;
        var writes = Enumerable.Range(0, 100).Select(i => objects.WriteAsync(Put(Location($"{i}"), Document("x")), Cancellation).AsTask()).ToList();
        await _store.CloseAsync();
        await Task.WhenAll(writes);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await objects.PutAsync(Location("late"), Document("x")));
        Assert.Equal(100, await _store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
    }

    private Task<bool> PragmaAsync(string sql) =>
        _store.Get<IDatabase>().WriteAsync(
            context =>
            {
                context.Sql.Open(sql).Run();
                return true;
            },
            Cancellation);
}
