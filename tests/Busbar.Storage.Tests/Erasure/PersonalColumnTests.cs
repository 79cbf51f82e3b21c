using Busbar.Storage.Erasure;
using Busbar.Storage.Tests.Schema;
using Busbar.Storage.Tests.Stores;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Tests.Erasure;

/// <summary>A column that a migration adds has to be judged: can a driver stand in it?</summary>
public abstract class PersonalColumnTests<TStore>
    where TStore : TestStore, new()
{
    [Fact]
    public async Task Every_column_with_texts_or_bytes_is_judged_and_every_table_with_a_driver_is_gone_through()
    {
        await using var store = new TStore();
        var erasure = new ErasureStore(store.Get<IDatabase>());
        await store.CloseAsync();
        using var raw = store.OpenRaw();
        var columns = TableText.Tables(raw.Session, raw.Dialect)
            .SelectMany(table => table.Value.Where(column => IsText(column.Type)).Select(column => $"{table.Key}.{column.Name}")).Order(StringComparer.Ordinal);

        Assert.Equal(columns, PersonalColumns.All.Select(column => $"{column.Table}.{column.Name}").Order(StringComparer.Ordinal));
        Assert.Equal(
            PersonalColumns.All.Where(column => column.Trace != DriverTrace.None).Select(column => column.Table).Distinct().Order(StringComparer.Ordinal),
            erasure.Tables.Concat(["objects", "bodies"]).Order(StringComparer.Ordinal));
        Assert.All(PersonalColumns.All, column => Assert.NotEmpty(column.Why));
    }

    internal static bool IsText(string type) => type is not ("integer" or "bigint" or "int4" or "int8");
}

public sealed class SqlitePersonalColumnTests : PersonalColumnTests<SqliteTestStore>;

public sealed class PostgreSqlPersonalColumnTests : PersonalColumnTests<PostgreSqlTestStore>;
