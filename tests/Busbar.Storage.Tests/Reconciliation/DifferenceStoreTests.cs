using Busbar.Core.Reconciliation;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Reconciliation;

public abstract class DifferenceStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    private IDifferenceStore Differences => Store.Get<IDifferenceStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_found_is_listed_in_order_by_kind_and_page_and_a_repetition_replaces_the_older_word()
    {
        var (run, other) = (Guid.NewGuid(), Guid.NewGuid());
        var detail = new DifferenceDetail { Message = "An older state is there.", Expected = Noon, Members = [new DifferingMember("/evses/E1/status", "differs")], Ids = ["E1"] };
        await Differences.AddAsync(run, [Of(DifferenceKind.Stale, "1", detail), Of(DifferenceKind.Missing, "2", detail), Of(DifferenceKind.Stale, "3", detail)], Cancellation);
        await Differences.AddAsync(run, [Of(DifferenceKind.Stale, "1", detail with { Message = "Again." })], Cancellation);
        await Differences.AddAsync(other, [Of(DifferenceKind.Extra, "9", detail)], Cancellation);

        var all = await Differences.ListAsync(run, [], 0, 10, Cancellation);
        Assert.Equal(["Missing 2", "Stale 3", "Stale 1"], all.Select(difference => $"{difference.Kind} {difference.Object.Id}"));
        Assert.Equal("Again.", all[^1].Detail.Message);
        Assert.Equal(new DifferingMember("/evses/E1/status", "differs"), Assert.Single(all[0].Detail.Members!));
        Assert.Equal(["3"], (await Differences.ListAsync(run, [DifferenceKind.Stale, DifferenceKind.Extra], 0, 1, Cancellation)).Select(difference => difference.Object.Id));
        Assert.Equal(["1"], (await Differences.ListAsync(run, [], all[1].Number, 10, Cancellation)).Select(difference => difference.Object.Id));

        await Differences.ClearAsync(run, Cancellation);
        Assert.Empty(await Differences.ListAsync(run, [], 0, 10, Cancellation));
        Assert.Single(await Differences.ListAsync(other, [], 0, 10, Cancellation));
    }

    private static Difference Of(DifferenceKind kind, string id, DifferenceDetail detail) => new(kind, Location(id), detail);
}

public sealed class SqliteDifferenceStoreTests : DifferenceStoreTests<SqliteTestStore>;

public sealed class PostgreSqlDifferenceStoreTests : DifferenceStoreTests<PostgreSqlTestStore>;
