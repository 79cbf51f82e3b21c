using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;
using Busbar.Storage.Moving;
using Busbar.Storage.PostgreSql.Moving;
using Busbar.Storage.Schema;
using Busbar.Storage.Sqlite.Moving;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Schema;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Moving;

/// <summary>A SQLite database of every schema, with rows in all of its tables, is moved to PostgreSQL.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private readonly SqliteTestStore _from = new();
    private readonly PostgreSqlTestStore _to = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(EarlierSchemas.All), MemberType = typeof(EarlierSchemas))]
    public async Task Every_row_of_every_table_is_moved_and_the_stores_go_on(int schema)
    {
        var before = Build(schema);
        var told = new List<MoveProgress>();
        Move(told.Add);

        Assert.Contains(told, step => step is { Table: "objects", Doing: "compared", Rows: 3 });
        Assert.Equal(before, Read(_to));
        Assert.Equal([1L, 2, 3, 4], (await _to.Changes.ReadAsync(0, 10, Cancellation)).Select(change => change.Sequence));
        Assert.Equal(5, (await _to.Objects.PutAsync(new ObjectKey(Ocpi.Model.Versions.ModuleId.Locations, new Ocpi.Model.Common.PartyId("FR", "NEW"), "1"), Document("1"))).Sequence);
        Assert.Equal("a location, with a ü in it", (await _to.Objects.FindAsync(Location("l-ä1"), Cancellation))!.Text());
        if (schema >= 3)
        {
            Assert.Equal(SchemaRows.Token, await _to.Get<IConnectionStore>().ReadPartnerTokenAsync(SchemaRows.Partner.Id, Cancellation));
            await NumbersGoOnAsync();
        }
    }

    [Fact]
    public async Task Secret_of_a_webhook_signs_the_same_after_the_move()
    {
        Build(Migrations.All[^1].Number);
        Move();
        var keys = await _to.Get<IWebhookStore>().ReadKeysAsync(SchemaRows.Webhook.Id, Cancellation);
        var own = new WebhookKeys(SchemaRows.WebhookSecret, SchemaRows.WebhookSecret, SchemaRows.Webhook.FormerUntil);
        Assert.Equal(own.Sign("id", Noon, "{}"u8), keys!.Sign("id", Noon, "{}"u8));
    }

    [Fact]
    public void File_that_was_moved_away_is_opened_no_more_and_not_moved_again()
    {
        Build(Migrations.All[^1].Number);
        Move();

        var refused = Assert.Throws<StoreUnavailableException>(() => _from.Objects);
        Assert.Contains("was moved to PostgreSQL, Host=127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Throws<StoreUnavailableException>(() => new SqliteMoveSource(ConnectionString));
    }

    [Fact]
    public async Task Running_gateway_and_a_target_with_tables_are_refused_and_nothing_is_changed()
    {
        _ = _from.Objects;
        Assert.Contains("in use", Assert.Throws<StoreUnavailableException>(() => new SqliteMoveSource(ConnectionString)).Message, StringComparison.Ordinal);
        await _from.CloseAsync();

        _ = _to.Objects;
        Assert.Contains("is not empty", Assert.Throws<StoreUnavailableException>(() => new PostgreSqlMoveTarget(_to.ConnectionString)).Message, StringComparison.Ordinal);
        _ = _from.Objects;
    }

    [Fact]
    public void Move_that_is_interrupted_leaves_an_empty_target_and_can_be_begun_again()
    {
        var before = Build(Migrations.All[^1].Number);
        using (var source = new SqliteMoveSource(ConnectionString))
        using (var target = new PostgreSqlMoveTarget(_to.ConnectionString))
        {
            new Mover(source, target, _ => { }, Cancellation).Copy(); // everything but the commit
        }

        Move();
        Assert.Equal(before, Read(_to));
    }

    [Fact]
    public void Row_that_does_not_arrive_is_noticed()
    {
        Build(Migrations.All[^1].Number);
        using var source = new SqliteMoveSource(ConnectionString);
        using var target = new PostgreSqlMoveTarget(_to.ConnectionString);

        void Harm(MoveProgress step)
        {
            if (step is { Table: "bodies", Doing: "copied" })
            {
                target.Session.Open("UPDATE bodies SET utf8 = ? WHERE id = (SELECT max(id) FROM bodies)").Bind("other"u8).Run();
            }
        }

        var failed = Assert.Throws<MoveFailedException>(() => new Mover(source, target, Harm, Cancellation).Copy());
        Assert.Contains("bodies", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_PostgreSql_cannot_keep_is_moved_as_PostgreSql_would_have_stored_it()
    {
        using (var raw = Opened())
        {
            raw.Session.Open("INSERT INTO settings (name, value) VALUES (?, ?)").Bind("odd").Bind("a\0b").Run();
        }

        Move();
        Assert.Contains("name=odd | value=a\uFFFDb", Read(_to)["settings"]);
    }

    private string ConnectionString => $"Data Source={_from.File}";

    private void Move(Action<MoveProgress>? progress = null)
    {
        using var source = new SqliteMoveSource(ConnectionString);
        using var target = new PostgreSqlMoveTarget(_to.ConnectionString);
        new Mover(source, target, progress ?? (_ => { }), Cancellation).Copy();
        target.Commit();
        source.Leave(target.Place);
    }

    private RawDatabase Opened()
    {
        var raw = _from.OpenRaw();
        Migrator.Migrate(raw.Session, raw.Dialect, TimeProvider.System);
        return raw;
    }

    private Dictionary<string, HashSet<string>> Build(int schema)
    {
        using (var raw = _from.OpenRaw())
        {
            Migrator.Migrate(raw.Session, raw.Dialect, TimeProvider.System, [.. Migrations.All.Where(migration => migration.Number <= schema)]);
            SchemaRows.Insert(raw);
        }

        return Read(_from);
    }

    private static Dictionary<string, HashSet<string>> Read(TestStore store)
    {
        using var raw = store.OpenRaw();
        return TableText.Tables(raw.Session, raw.Dialect).ToDictionary(table => table.Key, table => TableText.Rows(raw.Session, table.Key, table.Value).ToHashSet());
    }

    // A row that the database numbers itself comes after those that were moved.
    private async Task NumbersGoOnAsync()
    {
        var log = _to.Get<IExchangeLog>();
        var exchange = new Exchange { Id = Guid.NewGuid(), At = Noon.AddDays(1), Connection = SchemaRows.Partner.Id, Direction = default, Method = "GET", Url = "https://partner.example/", Duration = TimeSpan.Zero };
        log.Record(exchange);
        await _to.CloseAsync(); // saves what is queued
        Assert.NotNull(await _to.Get<IExchangeLog>().FindAsync(exchange.Id, Cancellation));
    }
}
