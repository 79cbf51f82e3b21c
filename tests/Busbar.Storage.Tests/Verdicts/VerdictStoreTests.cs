using Busbar.Core.Metering;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Verdicts;

public abstract class VerdictStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private TStore Store { get; } = new();

    private IVerdictStore Verdicts => Store.Get<IVerdictStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Verdict_and_cursor_are_kept_together_and_over_a_restart()
    {
        Assert.Equal(0, await Verdicts.CursorAsync(Cancellation));
        var verdict = Of("C1") with { Connection = Guid.NewGuid(), Cause = "ROUNDED_PER_LINE", Signature = "VERIFIED", Stated = 1.83m, Computed = 1.8145m, Note = "n" };
        await Verdicts.SaveAsync([verdict], 7, Cancellation);
        await Store.RestartAsync();
        Assert.Equal(7, await Verdicts.CursorAsync(Cancellation));
        Assert.Equal(verdict, await Verdicts.FindAsync(Key("c1"), Cancellation));
        var change = Assert.Single(await Store.Changes.ReadAsync(0, 10, Cancellation));
        Assert.Equal((ChangeKind.VerdictChanged, verdict.Connection), (change.Kind, change.Connection));
        Assert.Contains("\"outcome\":\"disagrees\"", change.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verdict_is_given_once()
    {
        await Verdicts.SaveAsync([Of("C1")], 1, Cancellation);
        await Verdicts.SaveAsync([Of("C1") with { State = VerdictState.Accepted }], 2, Cancellation);
        Assert.Equal(VerdictState.Held, (await Verdicts.FindAsync(Key("C1"), Cancellation))!.State);
        Assert.Single(await Store.Changes.ReadAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task Decision_of_the_operator_is_stored_and_told()
    {
        await Verdicts.SaveAsync([Of("C1")], 1, Cancellation);
        Assert.True(await Verdicts.DecideAsync(Key("C1"), VerdictState.Disputed, "Fee not agreed", Cancellation));
        Assert.False(await Verdicts.DecideAsync(Key("C2"), VerdictState.Disputed, null, Cancellation));
        var found = await Verdicts.FindAsync(Key("C1"), Cancellation);
        Assert.Equal((VerdictState.Disputed, "Fee not agreed"), (found!.State, found.Note));
        Assert.Equal(2, (await Store.Changes.ReadAsync(0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Verdicts_are_listed_newest_first_by_state_outcome_and_connection()
    {
        var connection = Guid.NewGuid();
        await Verdicts.SaveAsync(
            [Of("C1"), Of("C2") with { State = VerdictState.Accepted, Outcome = VerdictOutcome.Agrees }, Of("C3") with { Connection = connection }, Of("C4") with { Connection = connection }], 4, Cancellation);
        async Task<string> Ids(VerdictQuery query) => string.Join(' ', (await Verdicts.ListAsync(query, Cancellation)).Select(found => found.Verdict.Cdr.Id));
        Assert.Equal("C4 C3 C2 C1", await Ids(new()));
        Assert.Equal("C4 C3 C1", await Ids(new() { State = VerdictState.Held }));
        Assert.Equal("C2", await Ids(new() { Outcome = VerdictOutcome.Agrees }));
        Assert.Equal("C4 C3", await Ids(new() { Connection = connection }));
        var first = await Verdicts.ListAsync(new() { Limit = 2 }, Cancellation);
        Assert.Equal("C2 C1", await Ids(new() { Before = first[^1].Number }));
        Assert.Equal(3, await Verdicts.CountAsync(new() { State = VerdictState.Held }, Cancellation));
    }

    [Fact]
    public async Task Keys_of_meters_are_kept_by_party_and_meter()
    {
        var keys = Store.Get<IMeterKeyStore>();
        await keys.SaveAsync(new(Owner, "M1", "AAAA", Noon), Cancellation);
        await keys.SaveAsync(new(Owner, "m1", "BBBB", Noon), Cancellation);
        await keys.SaveAsync(new(Other, "M1", "CCCC", Noon), Cancellation);
        await Store.RestartAsync();
        keys = Store.Get<IMeterKeyStore>();
        Assert.Equal("BBBB", (await keys.FindAsync(Owner, "M1", Cancellation))!.PublicKey);
        Assert.Equal(2, (await keys.ListAsync(Cancellation)).Count);
        Assert.True(await keys.DeleteAsync(Owner, "M1", Cancellation));
        Assert.False(await keys.DeleteAsync(Owner, "M1", Cancellation));
        Assert.Null(await keys.FindAsync(Owner, "M1", Cancellation));
    }

    private static ObjectKey Key(string id) => new(ModuleId.Cdrs, Owner, id);

    private static Verdict Of(string id) => new()
    {
        Cdr = Key(id), Sequence = 3, At = Noon, Outcome = VerdictOutcome.Disagrees, State = VerdictState.Held, Currency = "EUR", Inconsistencies = 1, Report = """{"verdict":"DISAGREES"}""",
    };
}

public sealed class SqliteVerdictStoreTests : VerdictStoreTests<SqliteTestStore>;

public sealed class PostgreSqlVerdictStoreTests : VerdictStoreTests<PostgreSqlTestStore>;
