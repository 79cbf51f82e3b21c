using System.Text;
using Busbar.Core.Objects;
using Busbar.Core.Tariffs;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Tariffs;

public abstract class TariffHistoryTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private static readonly DateTimeOffset Spring = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private TStore Store { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_content_is_kept_with_the_time_in_which_it_held()
    {
        await Put("""{"v":1}""", Spring);
        await Put("""{"v":2}""", Spring.AddDays(10));
        await Put("""{"v":1}""", Spring.AddDays(20));
        await Store.RestartAsync();
        var versions = await Versions();
        Assert.Equal(["""{"v":1}""", """{"v":2}""", """{"v":1}"""], versions.Select(version => Encoding.UTF8.GetString(version.Utf8.Span)));
        Assert.Equal([Spring, Spring.AddDays(10), Spring.AddDays(20)], versions.Select(version => version.From));
        Assert.Equal([Spring.AddDays(10), Spring.AddDays(20), null], versions.Select(version => version.Until));
        Assert.Equal(versions[0].Hash, versions[2].Hash);
        Assert.NotEqual(versions[0].Hash, versions[1].Hash);
    }

    [Fact]
    public async Task Version_of_a_moment_is_the_one_that_held_then()
    {
        await Put("""{"v":1}""", Spring);
        await Put("""{"v":2}""", Spring.AddDays(10));
        var history = Store.Get<ITariffHistory>();
        async Task<string> At(DateTimeOffset at) => Encoding.UTF8.GetString((await history.FindAsync(Owner, "T1", at, Cancellation))!.Utf8.Span);
        Assert.Equal("""{"v":1}""", await At(Spring.AddDays(-1)));
        Assert.Equal("""{"v":1}""", await At(Spring.AddDays(10).AddTicks(-1)));
        Assert.Equal("""{"v":2}""", await At(Spring.AddDays(10)));
        Assert.Null(await history.FindAsync(Owner, "T2", Spring, Cancellation));
        Assert.Equal("""{"v":2}""", Encoding.UTF8.GetString(Assert.Single(await history.ListAsync(Owner, "T1", 1, Cancellation)).Utf8.Span));
    }

    [Fact]
    public async Task Version_never_reaches_back_behind_the_one_before_it_nor_ahead()
    {
        await Put("""{"v":1}""", Spring);
        await Put("""{"v":2}""", Spring.AddDays(-10));
        await Put("""{"v":3}""", DateTimeOffset.MaxValue);
        var versions = await Versions();
        Assert.Equal(Spring, versions[1].From);
        Assert.True(versions[2].From < DateTimeOffset.MaxValue.AddYears(-1));
    }

    [Fact]
    public async Task Removed_tariff_has_ended_and_may_come_back()
    {
        await Put("""{"v":1}""", Spring);
        await Store.Objects.WriteAsync(new ObjectWrite { Key = Key, Source = null, Decide = _ => new ObjectDecision.Delete(Spring.AddDays(5)) }, Cancellation);
        await Put("""{"v":1}""", Spring.AddDays(7));
        var versions = await Versions();
        Assert.Equal([Spring.AddDays(5), null], versions.Select(version => version.Until));
    }

    [Fact]
    public async Task Write_that_changes_nothing_leaves_no_version()
    {
        await Put("""{"v":1}""", Spring);
        await Store.Objects.WriteAsync(new ObjectWrite { Key = Key, Source = null, Decide = _ => new ObjectDecision.Keep(KeepReason.Same) }, Cancellation);
        Assert.Single(await Versions());
        Assert.Empty(await Store.Get<ITariffHistory>().ListAsync(Other, "T1", 10, Cancellation));
    }

    private static ObjectKey Key => new(ModuleId.Tariffs, Owner, "T1");

    private async Task Put(string text, DateTimeOffset updated) => await Store.Objects.PutAsync(Key, Document(text, updated));

    private async Task<IReadOnlyList<TariffVersion>> Versions() => [.. (await Store.Get<ITariffHistory>().ListAsync(Owner, "t1", 10, Cancellation)).Reverse()];
}

public sealed class SqliteTariffHistoryTests : TariffHistoryTests<SqliteTestStore>;

public sealed class PostgreSqlTariffHistoryTests : TariffHistoryTests<PostgreSqlTestStore>;
