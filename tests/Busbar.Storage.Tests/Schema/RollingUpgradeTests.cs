using Busbar.Core.Objects;
using Busbar.Storage.Objects;
using Busbar.Storage.PostgreSql.Writing;
using Busbar.Storage.Schema;
using Busbar.Storage.Tests.Objects;
using Busbar.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Schema;

/// <summary>A process of the Busbar of today and one of tomorrow's on one PostgreSQL.</summary>
public sealed class RollingUpgradeTests
{
    private static readonly int Today = Migrations.All[^1].Number;

    private static readonly IReadOnlyList<Migration> Added =
    [
        .. Migrations.All,
        new(Today + 1, "A column and a table more", dialect => ["ALTER TABLE objects ADD COLUMN note TEXT", $"CREATE TABLE notes (id {dialect.Key}, text TEXT NOT NULL)"], WorksWith: Today),
    ];

    private static readonly IReadOnlyList<Migration> Breaking = [.. Added, new(Today + 2, "A column less", _ => ["ALTER TABLE objects DROP COLUMN source"], WorksWith: Today + 2)];

    private readonly string _connectionString;

    public RollingUpgradeTests()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        _connectionString = PostgreSqlServer.Shared.CreateDatabase();
    }

    [Fact]
    public async Task Step_that_adds_is_taken_under_a_running_older_process_and_both_go_on()
    {
        using var old = Open(Migrations.All);
        var oldStore = new ObjectStore(old);
        await oldStore.PutAsync(Location("1"), Document("old"));

        // The older one writes without a pause while the newer one starts.
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var count = 0;
            for (; !enough.IsCancellationRequested; count++)
            {
                await oldStore.PutAsync(Location("busy"), Document($"{count}"));
            }

            return count;
        });
        using var @new = Open(Added);
        var newStore = new ObjectStore(@new);
        await newStore.PutAsync(Location("2"), Document("new"));
        await oldStore.PutAsync(Location("3"), Document("old again"));
        await enough.CancelAsync();
        var written = await writing;
        await newStore.PutAsync(Location("4"), Document("new at last"));

        Assert.Equal("old again", (await newStore.FindAsync(Location("3"), Cancellation))!.Text());
        Assert.Equal("new", (await oldStore.FindAsync(Location("2"), Cancellation))!.Text());
        var changes = await new ChangeLog(@new).ReadAsync(0, 100_000, Cancellation);
        Assert.Equal(Enumerable.Range(1, written + 4).Select(number => (long)number), changes.Select(change => change.Sequence));

        // An older one may even start on it.
        using var another = Open(Migrations.All);
        await new ObjectStore(another).PutAsync(Location("2"), Document("old"));
        Assert.Equal("old", (await newStore.FindAsync(Location("2"), Cancellation))!.Text());
    }

    [Fact]
    public async Task Step_that_breaks_is_refused_while_an_older_process_runs_and_that_one_goes_on()
    {
        using (var old = Open(Migrations.All))
        {
            var store = new ObjectStore(old);
            await store.PutAsync(Location("1"), Document("1"));

            var refused = Assert.Throws<SchemaInUseException>(() => Open(Breaking));
            Assert.Contains($"schema {Today} ", refused.Message, StringComparison.Ordinal);
            await store.PutAsync(Location("1"), Document("2"));
        }

        using var @new = Open(Breaking);
        var tooNew = Assert.Throws<SchemaTooNewException>(() => Open(Migrations.All));
        Assert.Contains($"knows schema {Today + 2}", tooNew.Message, StringComparison.Ordinal);
        Assert.Throws<SchemaTooNewException>(() => Open(Added));
    }

    [Fact]
    public async Task Process_that_was_cut_off_while_the_schema_moved_past_it_writes_nothing_more()
    {
        using var old = Open(Migrations.All);
        var store = new ObjectStore(old);
        await store.PutAsync(Location("1"), Document("1"));
        var name = _connectionString[(_connectionString.LastIndexOf('=') + 1)..];
        PostgreSqlServer.Shared.Execute(name, "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        using var @new = Open(Breaking);

        // The first attempt may still be the one that finds the broken connection.
        var refusals = new List<string>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            refusals.Add((await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(Location("1"), Document("2")))).Message);
        }

        Assert.Contains($"takes a Busbar that knows schema {Today + 2}", refusals[^1], StringComparison.Ordinal);
    }

    private PostgreSqlDatabase Open(IReadOnlyList<Migration> known) => new(_connectionString, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance, known);
}
