using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Links;

public abstract class LinkStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private static readonly PartyId Ours = new("NL", "TNM");
    private static readonly PartyId Theirs = new("DE", "MSP");

    protected TStore Store { get; } = new();

    private ILinkStore Links => Store.Get<ILinkStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Links_are_found_by_name_ignoring_case_newest_first_and_kept_over_a_restart()
    {
        await Links.AddAsync([new("contract", Ours, "C1", "U1", Noon), new("contract", Theirs, "c1", "U2", Noon.AddMinutes(1)), new("charge", Ours, "C1", "other", Noon)], Cancellation);
        await Links.AddAsync([new("contract", Ours, "C1", "U1", Noon.AddMinutes(2))], Cancellation);
        await Store.RestartAsync();

        Assert.Equal(["U1", "U2"], (await Links.FindAsync("contract", null, "c1", Cancellation)).Select(link => link.Value));
        var own = Assert.Single(await Links.FindAsync("contract", new PartyId("nl", "tnm"), "C1", Cancellation));
        Assert.Equal(Noon.AddMinutes(2), own.At);

        await Links.ForgetAsync("contract", Noon.AddMinutes(2), Cancellation);
        Assert.Equal(["U1"], (await Links.FindAsync("contract", null, "C1", Cancellation)).Select(link => link.Value));
        Assert.Single(await Links.FindAsync("charge", Ours, "C1", Cancellation));
    }

    [Fact]
    public async Task A_name_keeps_the_value_that_it_was_given_and_no_other_name_of_the_owner_gets_it()
    {
        Assert.Equal("7", await Links.ClaimAsync("reservation", Ours, "MSP R1", ["7", "8"], Cancellation));
        Assert.Equal("7", await Links.ClaimAsync("reservation", Ours, "msp r1", ["9"], Cancellation));
        Assert.Equal("8", await Links.ClaimAsync("reservation", Ours, "MSP R2", ["7", "8"], Cancellation));
        Assert.Equal("7", await Links.ClaimAsync("reservation", Theirs, "MSP R2", ["7"], Cancellation));
        Assert.Equal("MSP R2", await Links.NameOfAsync("reservation", Ours, "8", Cancellation));
        Assert.Null(await Links.NameOfAsync("reservation", Ours, "9", Cancellation));
    }
}

public sealed class SqliteLinkStoreTests : LinkStoreTests<SqliteTestStore>;

public sealed class PostgreSqlLinkStoreTests : LinkStoreTests<PostgreSqlTestStore>;
