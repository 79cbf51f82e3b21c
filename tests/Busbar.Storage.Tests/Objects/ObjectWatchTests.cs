using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Objects;

public abstract class ObjectWatchTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    private IObjectWatch Watch => Store.Get<IObjectWatch>();

    public async ValueTask InitializeAsync()
    {
        await Store.Objects.PutAsync(Location("a"), Document("1"));
        await Store.Objects.PutAsync(Location("b"), Document("1"));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reading_stays_true_while_other_objects_are_written()
    {
        var since = await NowAsync();
        await Store.Objects.PutAsync(Location("b"), Document("2"));
        await Store.Objects.PutAsync(new ObjectKey(ModuleId.Tariffs, Owner, "t"), Document("tariff"));

        Assert.True(IsUnchanged(since, "a"));
        Assert.False(IsUnchanged(since, "a", "b"));
        Assert.True(IsUnchanged(await NowAsync(), "a", "b"));
    }

    [Fact]
    public async Task Write_ends_what_was_read_of_the_object_before_it_is_acknowledged()
    {
        for (var i = 0; i < 50; i++)
        {
            var since = await NowAsync();
            await Store.Objects.PutAsync(Location("A"), Document($"again {i}"));
            Assert.False(IsUnchanged(since, "a"));
        }
    }

    [Fact]
    public async Task Object_that_appears_vanishes_or_is_hidden_ends_every_reading_of_its_module()
    {
        foreach (var (id, decision) in ((string, ObjectDecision)[])
            [("c", Document("new")), ("c", Document("hidden", published: false)), ("c", new ObjectDecision.Delete(Noon)), ("c", Document("back"))])
        {
            var since = await NowAsync();
            await Store.Objects.PutAsync(Location(id), decision);
            Assert.False(IsUnchanged(since, "a"));
        }
    }

    [Fact]
    public async Task Write_that_is_kept_out_ends_nothing()
    {
        var since = await NowAsync();
        await Store.Objects.PutAsync(Location("a"), new ObjectDecision.Keep(KeepReason.Same));
        Assert.True(IsUnchanged(since, "a"));
    }

    private bool IsUnchanged(ObjectMoment since, params string[] ids) =>
        Watch.IsUnchanged(ModuleId.Locations, since, [.. ids.Select(id => Location(id).GetHashCode())]);

    /// <summary>A process that has just opened a shared database does not hear the others yet.</summary>
    private async Task<ObjectMoment> NowAsync()
    {
        while (true)
        {
            if (Watch.Now(ModuleId.Locations) is { } now)
            {
                return now;
            }

            await Task.Delay(5, Cancellation);
        }
    }
}

public sealed class SqliteObjectWatchTests : ObjectWatchTests<SqliteTestStore>;

public sealed class PostgreSqlObjectWatchTests : ObjectWatchTests<PostgreSqlTestStore>;
