using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Delivery;

public abstract class AbsenceTests<TStore> : PartnerStoreTests<TStore>
    where TStore : TestStore, new()
{
    private IAbsences Absences => Store.Get<IAbsences>();

    private IPullStore Pulls => Store.Get<IPullStore>();

    private IObjectStore Objects => Store.Get<IObjectStore>();

    [Fact]
    public async Task Object_that_is_said_to_exist_is_not_removed_for_the_absence_before()
    {
        await Objects.PutAsync(Location("1"), Document("{}"), Partner);
        await Pulls.SetMissingAsync(Partner, ModuleId.Locations, [Location("1")], Noon, Cancellation);
        Assert.True(await Absences.AffirmAsync(Partner, Location("1"), Cancellation));

        Assert.IsType<ObjectDecision.Keep>(await RemoveAsync("1", Noon));
        var since = await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation);
        Assert.NotNull(since);
        Assert.NotEqual(Noon, since);
        Assert.IsType<ObjectDecision.Delete>(await RemoveAsync("1", since.Value));
    }

    [Fact]
    public async Task Who_says_that_an_object_exists_after_it_was_removed_is_told()
    {
        await Objects.PutAsync(Location("1"), Document("{}"), Partner);
        await Pulls.SetMissingAsync(Partner, ModuleId.Locations, [Location("1")], Noon, Cancellation);
        Assert.IsType<ObjectDecision.Delete>(await RemoveAsync("1", Noon));
        Assert.False(await Absences.AffirmAsync(Partner, Location("1"), Cancellation));
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_is_missing_and_no_list_is_read()
    {
        await Objects.PutAsync(Location("1"), Document("{}"), Partner);
        Assert.True(await Absences.AffirmAsync(Partner, Location("1"), Cancellation));
        Assert.Null(await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public async Task While_a_list_is_read_whose_gaps_are_removals_it_is_noted_what_exists(bool removesAtOnce, bool running, bool interrupted)
    {
        await Objects.PutAsync(Location("1"), Document("{}"), Partner);
        var standing = new PullStanding
        {
            Connection = Partner, Module = ModuleId.Locations, Full = true, RemovesAtOnce = removesAtOnce, Running = running,
            ResumeAt = interrupted ? new Uri("https://partner.example/locations?offset=9") : null,
        };
        await Pulls.SaveAsync(standing, Cancellation);
        Assert.True(await Absences.AffirmAsync(Partner, Location("1"), Cancellation));
        var first = await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation);
        Assert.Equal(removesAtOnce, first is not null);
        Assert.True(await Absences.AffirmAsync(Partner, Location("1"), Cancellation));
        Assert.Equal(removesAtOnce, await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation) > first);
    }

    private async Task<ObjectDecision> RemoveAsync(string id, DateTimeOffset since)
    {
        var write = Put(Location(id), new ObjectDecision.Delete(Noon), Partner) with { Absence = new Absence(Partner, since) };
        return (await Objects.WriteAsync(write, Cancellation)).Decision;
    }
}

public sealed class SqliteAbsenceTests : AbsenceTests<SqliteTestStore>;

public sealed class PostgreSqlAbsenceTests : AbsenceTests<PostgreSqlTestStore>;
