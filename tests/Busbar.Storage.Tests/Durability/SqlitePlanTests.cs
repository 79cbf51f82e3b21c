using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using Busbar.Storage.Writing;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Durability;

/// <summary>A page must cost what a page costs, however much there is: found in order, never sorted.</summary>
public sealed class SqlitePlanTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task No_page_query_sorts()
    {
        await _store.Objects.PutAsync(Location("1"), Document("1", audience: Other));
        var database = _store.Get<IDatabase>();
        PageQuery plain = new() { Module = ModuleId.Locations, Limit = 10 };
        PageQuery[] queries =
        [
            plain,
            plain with { IncludeDeleted = true },
            plain with { Owners = [Owner] },
            plain with { Owners = [Owner, Other] },
            plain with { ExceptOwners = [Other], DateFrom = Noon, DateTo = Noon },
            plain with { Grants = [new ObjectGrant(Owner, Unpublished: true)] },
            plain with { Grants = [new ObjectGrant(Owner), new ObjectGrant(Owner, Other), new ObjectGrant(Audience: Other)] },
        ];
        foreach (var query in queries)
        {
            var conditions = new PageFilter(query, database.State.Parties).Sql(database.Dialect);
            foreach (var offset in (bool[])[false, true])
            {
                var plan = database.Read(session => session.Open("EXPLAIN QUERY PLAN " + ObjectStore.PageSql(conditions, offset)).ReadAll(row => row.Text(3)));
                Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, line => line is "SCAN o" or "SCAN objects" or "SCAN TABLE objects AS o");
            }
        }

        var oneOwner = new PageFilter(plain with { Owners = [Owner] }, database.State.Parties).Sql(database.Dialect);
        Assert.Contains(
            database.Read(session => session.Open("EXPLAIN QUERY PLAN " + ObjectStore.PageSql(oneOwner, false)).ReadAll(row => row.Text(3))),
            line => line.Contains("objects_owner", StringComparison.Ordinal));
    }
}
