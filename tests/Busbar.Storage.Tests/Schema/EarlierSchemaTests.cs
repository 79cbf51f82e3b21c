using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Tariffs;
using Busbar.Core.Webhooks;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Schema;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Schema;

/// <summary>A database of every earlier schema, with rows in all of its tables, is brought to the newest: nothing is lost, and the stores work on it.</summary>
public abstract class EarlierSchemaTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(EarlierSchemas.All), MemberType = typeof(EarlierSchemas))]
    public async Task Database_of_any_schema_is_brought_to_the_newest_with_all_of_its_rows(int schema)
    {
        var before = Build(schema);
        Assert.Equal(4, await Store.Changes.LastSequenceAsync(Cancellation)); // opens it, which migrates it
        await Store.CloseAsync();

        using (var raw = Store.OpenRaw())
        {
            Assert.Empty(Migrator.Look(raw.Session, raw.Dialect).Missing);
            foreach (var (table, (columns, rows)) in before)
            {
                Assert.Subset(TableText.Rows(raw.Session, table, columns).ToHashSet(), rows.ToHashSet());
            }
        }

        await WorksAsync(schema);
    }

    [Fact]
    public void Every_table_and_column_has_a_sample()
    {
        using var raw = Store.OpenRaw();
        Migrator.Migrate(raw.Session, raw.Dialect, TimeProvider.System);
        var columns = TableText.Tables(raw.Session, raw.Dialect)
            .Where(table => table.Key is not ("migrations" or "migration_limits"))
            .SelectMany(table => table.Value.Select(column => $"{table.Key}.{column.Name}"));
        var samples = SchemaRows.All.SelectMany(row => row.Values.Where(value => value.Value is not null).Select(value => $"{row.Table}.{value.Column}"));
        Assert.Empty(columns.Except(samples));
    }

    /// <summary>Makes a database as a program of that schema left it; tells its rows.</summary>
    private Dictionary<string, (List<(string Name, string Type)> Columns, List<string> Rows)> Build(int schema)
    {
        using var raw = Store.OpenRaw();
        Migrator.Migrate(raw.Session, raw.Dialect, TimeProvider.System, [.. Migrations.All.Where(migration => migration.Number <= schema)]);
        SchemaRows.Insert(raw);
        return TableText.Tables(raw.Session, raw.Dialect).ToDictionary(table => table.Key, table => (table.Value, TableText.Rows(raw.Session, table.Key, table.Value)));
    }

    private async Task WorksAsync(int schema)
    {
        var location = await Store.Objects.FindAsync(Location("l-ä1"), Cancellation);
        Assert.Equal("a location, with a ü in it", location!.Text());
        Assert.Equal([1, 2, 3, 4], (await Store.Changes.ReadAsync(0, 10, Cancellation)).Select(change => change.Sequence));

        // What a step adds for what was there before it.
        var tariff = await Store.Get<ITariffHistory>().ListAsync(Owner, "T1", 5, Cancellation);
        Assert.Equal(schema < 5 ? SchemaRows.Tariff : null, tariff is [var only] ? System.Text.Encoding.UTF8.GetString(only.Utf8.Span) : null);
        if (schema >= 2)
        {
            var connections = Store.Get<IConnectionStore>();
            Assert.Equal(SchemaRows.Partner.Endpoints, Assert.Single(await connections.ListAsync(Cancellation)).Endpoints);
            Assert.Equal(SchemaRows.Token, await connections.ReadPartnerTokenAsync(SchemaRows.Partner.Id, Cancellation));
            Assert.Equal(2, (await connections.ListIssuedTokensAsync(Cancellation)).Count);
        }

        if (schema >= 3)
        {
            var cursor = await Store.Get<ICursorStore>().FindAsync(SchemaRows.Partner.Id, Cancellation);
            Assert.Equal(new DeliveryCursor(3, new SweepPosition(ModuleId.Tariffs, 7), schema >= 4 ? "what it saw" : null), cursor);
            Assert.NotNull(await Store.Get<ICallStore>().FindAsync(SchemaRows.CallId, Cancellation));
            Assert.NotNull(await Store.Get<IRefusalStore>().FindAsync(SchemaRows.RefusalId, Cancellation));
            Assert.NotNull(await Store.Get<IExchangeLog>().FindAsync(SchemaRows.ExchangeId, Cancellation));
        }

        if (schema >= 13)
        {
            var webhook = Assert.Single(await Store.Get<IWebhookStore>().ListAsync(Cancellation));
            Assert.Equal((SchemaRows.Webhook.Url, Noon, 1L), (webhook.Url, webhook.GoneAt, webhook.Round));
            Assert.Equal(2, (await Store.Get<IWebhookStore>().FindStandingAsync(webhook.Id, Cancellation))!.Sequence);
        }

        var written = await Store.Objects.PutAsync(Location("new"), Document("new"));
        Assert.Equal(5, written.Sequence);
        Assert.Equal("new", (await Store.Objects.FindAsync(Location("new"), Cancellation))!.Text());
        Assert.Equal(2, await Store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
    }
}

public static class EarlierSchemas
{
    public static TheoryData<int> All => [.. Migrations.All.Select(migration => migration.Number)];
}

public sealed class SqliteEarlierSchemaTests : EarlierSchemaTests<SqliteTestStore>;

public sealed class PostgreSqlEarlierSchemaTests : EarlierSchemaTests<PostgreSqlTestStore>;
