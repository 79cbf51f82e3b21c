using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Delivery;

public abstract class PullStoreTests<TStore> : PartnerStoreTests<TStore>
    where TStore : TestStore, new()
{
    private IPullStore Pulls => Store.Get<IPullStore>();

    [Fact]
    public async Task Standing_and_what_the_pages_listed_outlive_a_restart()
    {
        var standing = new PullStanding
        {
            Connection = Partner, Module = ModuleId.Tariffs, Running = true, Full = true, StartedAt = Noon, UpdatedAt = Noon.AddMinutes(1), LoggedAtStart = 7,
            ResumeAt = new Uri("https://partner.example/tariffs?offset=100&limit=100"), Pages = 1, Objects = 100, Total = 250, RegisteredAt = Noon.AddDays(-1),
        };
        await Pulls.SaveAsync(standing, 0, [1, ulong.MaxValue], Cancellation);
        await Pulls.SaveAsync(standing, 1, [3], Cancellation);
        await Pulls.SaveAsync(standing, 1, [4, 5], Cancellation);
        await Store.RestartAsync();

        var found = await Pulls.FindAsync(Partner, ModuleId.Tariffs, Cancellation);
        Assert.Equal(standing with { Notes = found!.Notes }, found);
        Assert.Equal(ModuleId.Tariffs, Assert.Single(await Pulls.ListAsync(Partner, Cancellation)).Module);
        Assert.Equal([1UL, ulong.MaxValue, 4, 5], await Pulls.ReadListedAsync(Partner, ModuleId.Tariffs, 2, Cancellation));
        Assert.Equal([1UL, ulong.MaxValue], await Pulls.ReadListedAsync(Partner, ModuleId.Tariffs, 1, Cancellation));
        await Pulls.ForgetPagesAsync(Partner, ModuleId.Tariffs, Cancellation);
        Assert.Empty(await Pulls.ReadListedAsync(Partner, ModuleId.Tariffs, 9, Cancellation));
        Assert.Null(await Pulls.FindAsync(Partner, ModuleId.Cdrs, Cancellation));
    }

    [Fact]
    public async Task What_is_missing_keeps_its_first_moment_and_what_is_back_is_forgotten()
    {
        var later = Noon.AddHours(5);
        Assert.Null(await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation));
        await Pulls.SetMissingAsync(Partner, ModuleId.Locations, [Location("1"), Location("2")], Noon, Cancellation);
        var still = await Pulls.SetMissingAsync(Partner, ModuleId.Locations, [Location("2", new PartyId("nl", "tnm")), Location("3")], later, Cancellation);

        Assert.Equal([("2", Noon), ("3", later)], still.Select(entry => (entry.Key.Id, entry.Since)).Order());
        Assert.Equal(Noon, await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation));
        Assert.Empty(await Pulls.SetMissingAsync(Partner, ModuleId.Locations, [], later, Cancellation));
        Assert.Null(await Pulls.OldestMissingAsync(Partner, ModuleId.Locations, Cancellation));
    }

    [Fact]
    public async Task Nothing_is_kept_for_aPartner_that_is_gone()
    {
        var gone = Guid.NewGuid();
        await Pulls.SaveAsync(new PullStanding { Connection = gone, Module = ModuleId.Cdrs }, 0, [1], Cancellation);
        await Pulls.SetMissingAsync(gone, ModuleId.Cdrs, [Location("1")], Noon, Cancellation);
        Assert.Empty(await Pulls.ListAsync(gone, Cancellation));
        Assert.Empty(await Pulls.ReadListedAsync(gone, ModuleId.Cdrs, 9, Cancellation));
        Assert.Null(await Pulls.OldestMissingAsync(gone, ModuleId.Cdrs, Cancellation));
    }
}

public sealed class SqlitePullStoreTests : PullStoreTests<SqliteTestStore>;

public sealed class PostgreSqlPullStoreTests : PullStoreTests<PostgreSqlTestStore>;
