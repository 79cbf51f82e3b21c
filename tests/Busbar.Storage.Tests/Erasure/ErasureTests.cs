using System.Text;
using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Erasure;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Schema;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Erasure;

/// <summary>One driver stands wherever a driver can, is erased, and stands nowhere; another one beside stays as it was.</summary>
public abstract class ErasureTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private readonly Connection _partner = TestConnections.New("partner");

    protected TStore Store { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Store.Get<IConnectionStore>().SaveAsync(_partner, TokenChanges.None, Cancellation);
        await Driver.One.StoreAsync(Store, _partner);
        await Driver.Another.StoreAsync(Store, _partner);
        await Store.Get<IPullStore>().SetMissingAsync(
            _partner.Id, ModuleId.Tokens, [.. ((Driver[])[Driver.One, Driver.Another]).Select(driver => new ObjectKey(ModuleId.Tokens, Driver.Provider, driver.Uid))], Noon, Cancellation);
        await ReachAsync(long.MaxValue);
        await Store.RestartAsync(); // saves the exchanges that are queued
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Driver_stands_nowhere_afterwards_and_another_one_everywhere_as_before(bool byToken)
    {
        var order = byToken ? OfToken : OfContract;
        var before = await LinesAsync(Driver.Another);
        Assert.NotEmpty(await LinesAsync(Driver.One));

        var counted = await RunAsync(order with { DryRun = true });
        Assert.Equal(before, await LinesAsync(Driver.Another));
        var erased = await RunAsync(order);

        Assert.Empty(await LinesAsync(Driver.One));
        Assert.Equal(before, await LinesAsync(Driver.Another));
        Assert.Empty(counted.Obstacles);
        Assert.Equal(Counts(counted), Counts(erased));
        Assert.Equal(
            [
                "bookings 1", "calls 1", "cdrs 3", "changes 2", "differences 2", "exchanges 1", "financial-advice-confirmations 1", "jobs 1", "links 6", "locations 1", "missing_objects 1", "pulls 1", "quarantine 4", "receipts 1",
                "refusals 2", "repairs 2", "sessions 3", "tokens 2", "verdicts 1", "withheld 1",
            ],
            Counts(erased));
        Assert.Equal(0, erased.EvidenceKept);

        var again = await RunAsync(order);
        Assert.Empty(again.Erased);
    }

    [Fact]
    public async Task Dry_run_changes_nothing()
    {
        var before = await AllAsync();
        await RunAsync(OfToken with { DryRun = true });
        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task Accounts_keep_every_other_byte_their_time_and_their_place_and_belong_together_still()
    {
        var key = new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "C1");
        var before = (await Store.Objects.FindAsync(key, Cancellation))!;
        await RunAsync(OfToken);
        var cdr = (await Store.Objects.FindAsync(key, Cancellation))!;
        var session = (await Store.Objects.FindAsync(new ObjectKey(ModuleId.Sessions, Driver.Cpo, "S1"), Cancellation))!;
        var old = (await Store.Objects.FindAsync(new ObjectKey(ModuleId.Sessions, Driver.Cpo, "S2111"), Cancellation))!;

        using var document = JsonDocument.Parse(cdr.Utf8);
        var token = document.RootElement.GetProperty("cdr_token");
        var (uid, contract) = (token.GetProperty("uid").GetString()!, token.GetProperty("contract_id").GetString()!);
        var reference = document.RootElement.GetProperty("authorization_reference").GetString()!;
        Assert.All((string[])[uid, contract, reference], pseudonym => Assert.Matches("^ERASED-[0-9a-f]{24}$", pseudonym));
        Assert.Equal(
            Driver.One.Cdr, cdr.Text().Replace(uid, Driver.One.Uid, StringComparison.Ordinal).Replace(contract, Driver.One.Contract, StringComparison.Ordinal).Replace(reference, Driver.One.Reference, StringComparison.Ordinal));
        Assert.Equal((before.Facts.LastUpdated, before.Sequence, before.Facts.Audience, before.Version), (cdr.Facts.LastUpdated, cdr.Sequence, cdr.Facts.Audience, cdr.Version));
        Assert.True(cdr.Facts.IsErased);
        Assert.Contains($"\"uid\":\"{uid}\"", session.Text(), StringComparison.Ordinal);
        Assert.Contains($"\"authorization_reference\":\"{reference}\"", session.Text(), StringComparison.Ordinal);
        Assert.Contains($"\"auth_id\":\"{contract}\"", old.Text(), StringComparison.Ordinal);

        // What stands beside an old session still tells later versions of it, with the same pseudonyms.
        var link = (await new DriverLinks(Store.Get<ILinkStore>(), TimeProvider.System).FindAsync(old.Key, Cancellation))!;
        Assert.Equal((uid, contract, reference), (link.Uid, link.ContractId, link.AuthorizationReference));
        Assert.True(await new CreditedCharges(Store.Get<ILinkStore>(), TimeProvider.System).IsReplacementAsync(
            new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "C1b"), Encoding.UTF8.GetBytes(cdr.Text().Replace("\"session_id\":\"S1\",", "", StringComparison.Ordinal)), Cancellation));
    }

    [Fact]
    public async Task Token_leaves_a_row_that_names_nobody_and_the_log_keeps_what_happened()
    {
        var last = await Store.Changes.LastSequenceAsync(Cancellation);
        await RunAsync(OfToken);
        Assert.Null(await Store.Objects.FindAsync(new ObjectKey(ModuleId.Tokens, Driver.Provider, Driver.One.Uid), Cancellation));
        Assert.Equal([Driver.Another.Uid, TokenKey.IdOf(Driver.Another.Uid, "APP_USER")], (await Store.Objects.PageAsync(new PageQuery { Module = ModuleId.Tokens, Limit = 10 })).Ids);

        var told = await Store.Changes.ReadAsync(last, 100, Cancellation);
        Assert.Contains("""{"module":"tokens","count":"2","reason":"erased"}""", told.Where(change => change.Kind == ChangeKind.ObjectsExpired).Select(change => change.Detail));
        await Store.RestartAsync();
        var log = await Store.Changes.ReadAsync(0, 100, Cancellation);
        Assert.Equal(2, log.Count(change => change.Object is { } changed && changed.Module == ModuleId.Tokens && changed.Id.StartsWith("ERASED-", StringComparison.Ordinal)));

        // Its owner may bring it again: then it is a new one.
        var key = new ObjectKey(ModuleId.Tokens, Driver.Provider, Driver.One.Uid);
        Assert.True((await Store.Objects.PutAsync(key, Document(Driver.One.Token))).Created);
        Assert.Equal(Driver.One.Token, (await Store.Objects.FindAsync(key, Cancellation))!.Text());
    }

    [Fact]
    public async Task Token_that_comes_again_at_once_is_stored_where_the_old_one_stood_in_memory()
    {
        var key = new ObjectKey(ModuleId.Tokens, Driver.Provider, Driver.One.Uid);
        await Store.Objects.PutAsync(key, Document(Driver.One.Token + " "));
        await ReachAsync(long.MaxValue);
        await RunAsync(OfToken);
        Assert.True((await Store.Objects.PutAsync(key, Document(Driver.One.Token))).Created);
        Assert.Equal(Driver.One.Token, (await Store.Objects.FindAsync(key, Cancellation))!.Text());
        await Store.RestartAsync();
        Assert.Equal(Driver.One.Token, (await Store.Objects.FindAsync(key, Cancellation))!.Text());
    }

    [Fact]
    public async Task What_is_kept_of_pages_is_not_true_any_more_for_any_reader()
    {
        var watch = Store.Get<IObjectWatch>();
        ObjectMoment? moment;
        while ((moment = watch.Now(ModuleId.Cdrs)) is null)
        {
            await Task.Delay(5, Cancellation); // until the database is heard
        }

        var key = new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "C2").GetHashCode(); // another driver's: one page may hold both
        Assert.True(watch.IsUnchanged(ModuleId.Cdrs, moment.Value, [key]));
        var removed = watch.Removed;
        await RunAsync(OfToken);
        Assert.False(watch.IsUnchanged(ModuleId.Cdrs, moment.Value, [key]));
        Assert.True(watch.Removed > removed);
    }

    [Fact]
    public async Task Ended_in_the_middle_it_goes_on_with_the_same_pseudonyms()
    {
        ErasureProgress? written = null;
        for (var steps = 1; ; steps++)
        {
            var left = steps;
            try
            {
                await Eraser().RunAsync(
                    OfToken, written ?? ErasureProgress.New(),
                    (progress, _) =>
                    {
                        written = ErasureProgress.Read(progress.Write());
                        return left-- == 0 ? throw new OperationCanceledException("killed") : Task.CompletedTask;
                    },
                    Cancellation);
                break;
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                if (steps % 6 == 0)
                {
                    await Store.RestartAsync();
                }
            }
        }

        Assert.Empty(await LinesAsync(Driver.One));
        Assert.Equal(3, written!.Erased["cdrs"]);
        var uids = await UidsAsync(("sessions", "S1"), ("sessions", "S221"), ("cdrs", "C1"), ("cdrs", "CC1"), ("bookings", "B1"));
        Assert.Single(uids.Distinct());
    }

    [Fact]
    public async Task Signed_meter_data_is_evidence_and_stays_and_is_counted()
    {
        var signed = Driver.One.Cdr.Replace("OCMF|x|y", $"OCMF|{{\\\"ID\\\":\\\"{Driver.One.Uid}\\\"}}|y", StringComparison.Ordinal).Replace("\"C1\"", "\"C1x\"", StringComparison.Ordinal);
        var key = new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "C1x");
        await Store.Objects.PutAsync(key, Document(signed, audience: Driver.Provider));
        await ReachAsync(long.MaxValue);
        var result = await RunAsync(OfToken);

        Assert.Equal(1, result.EvidenceKept);
        using var document = JsonDocument.Parse((await Store.Objects.FindAsync(key, Cancellation))!.Utf8);
        Assert.Contains(Driver.One.Uid, document.RootElement.GetProperty("signed_data").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Driver.One.Uid, document.RootElement.GetProperty("cdr_token").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_erased_while_something_stands_against_it()
    {
        var session = new ObjectKey(ModuleId.Sessions, Driver.Cpo, "running");
        await Store.Objects.PutAsync(
            session, Document(Driver.One.Session.Replace("COMPLETED", "ACTIVE", StringComparison.Ordinal), audience: Driver.Provider, updated: DateTimeOffset.UtcNow));
        await Store.Objects.PutAsync(
            new ObjectKey(ModuleId.Tokens, Driver.Provider, Driver.One.Uid), Document(Driver.One.Token.Replace("\"valid\":false", "\"valid\":true", StringComparison.Ordinal)));
        await Store.Objects.PutAsync(
            new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "held"),
            Document(Driver.One.Cdr, audience: Driver.Provider) is var held ? held with { Facts = HeldAudience.Hold(held.Facts) } : null!);
        await Store.Get<IRefusalStore>().AddAsync(
            new Refusal
            {
                Id = Guid.NewGuid(), Connection = _partner.Id, Object = new ObjectKey(ModuleId.Cdrs, Driver.Cpo, "C1"), Sequence = 1, At = Noon, Reason = "No.", State = RefusalState.Open,
            },
            Cancellation);
        await Store.Get<ICallStore>().SaveAsync(
            new Call
            {
                Id = Guid.NewGuid(), Type = "START_SESSION", FromParty = Driver.Provider, ToParty = Driver.Cpo, Version = OcpiVersion.V221, State = CallState.Pending, CreatedAt = Noon,
                Request = Encoding.UTF8.GetBytes($$$"""{"token":{{{Driver.One.Token}}}}"""),
            },
            Cancellation);
        await ReachAsync(1);
        var before = await AllAsync();

        var dry = await RunAsync(OfToken with { DryRun = true });
        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(() => RunAsync(OfToken));
        Assert.Equal(before, await AllAsync());
        Assert.All(dry.Obstacles, obstacle => Assert.Contains(obstacle, refused.Message, StringComparison.Ordinal));
        Assert.Equal(
            [
                "The token (1 of DE/MSP) is valid: its owner has to withdraw it first (valid=false, or DELETE).",
                "sessions/NL/CPO/running is not over: it has to be COMPLETED or INVALID.",
                "cdrs/NL/CPO/C1 was refused by a partner: settle that first (/api/refusals).",
                "cdrs/NL/CPO/held is held back: accept it first.",
                $"Not yet told of the last changes: {_partner.Id}. A partner that is not to come back is removed (DELETE /api/connections/…).",
                "CDRs are still to be checked.",
                "1 calls are under way.",
            ],
            dry.Obstacles.Order(StringComparer.Ordinal).OrderBy(obstacle => obstacle.StartsWith("The token", StringComparison.Ordinal) ? 0
                : obstacle.StartsWith("sessions", StringComparison.Ordinal) ? 1 : obstacle.StartsWith("cdrs", StringComparison.Ordinal) ? 2 : obstacle.StartsWith("Not", StringComparison.Ordinal) ? 3
                : obstacle.StartsWith("CDRs", StringComparison.Ordinal) ? 4 : 5));
        Assert.All(Driver.One.Identifiers, identifier => Assert.DoesNotContain(identifier, refused.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_nothing_is_stored_of_is_answered_with_nothing()
    {
        var result = await RunAsync(new ErasureOrder { CountryCode = "DE", PartyId = "MSP", Uid = "NEVER-SEEN-123" });
        Assert.Empty(result.Erased);
        Assert.Empty((await RunAsync(OfToken with { CountryCode = "FR" })).Erased.Keys.Intersect(["tokens", "sessions", "cdrs"]));
    }

    [Fact]
    public async Task Contract_that_other_tokens_have_is_to_be_erased_as_a_whole()
    {
        var key = new ObjectKey(ModuleId.Tokens, Driver.Provider, "SECOND-CARD");
        var second = Driver.One.Token.Replace(Driver.One.Uid, "SECOND-CARD", StringComparison.Ordinal);
        await new TokenBook(Store.Objects, Store.Get<ILinkStore>(), TimeProvider.System).NoteAsync([(key, Encoding.UTF8.GetBytes(second))], Cancellation);
        await Store.Objects.PutAsync(key, Document(second));
        await ReachAsync(long.MaxValue);

        Assert.Contains("contract_id", await Eraser().ObjectionAsync(OfToken, Cancellation), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ErasureRefusedException>(() => RunAsync(OfToken));
        Assert.Null(await Eraser().ObjectionAsync(OfContract, Cancellation));
        Assert.Equal(3, (await RunAsync(OfContract)).Erased["tokens"]);
        Assert.Empty(await LinesAsync(Driver.One));
        Assert.Null(await Store.Objects.FindAsync(key, Cancellation));
    }

    private static ErasureOrder OfToken { get; } = new() { CountryCode = "DE", PartyId = "MSP", Uid = Driver.One.Uid };

    private static ErasureOrder OfContract { get; } = new() { CountryCode = "DE", PartyId = "MSP", ContractId = Driver.One.Contract };

    private static List<string> Counts(ErasureResult result) => [.. result.Erased.Select(entry => $"{entry.Key} {entry.Value}").Order(StringComparer.Ordinal)];

    private DriverEraser Eraser() => new(Store.Get<IErasureStore>(), Store.Objects, Store.Get<ILinkStore>(), new HastyTime());

    private Task<ErasureResult> RunAsync(ErasureOrder order) => Eraser().RunAsync(order, ErasureProgress.New(), (_, _) => Task.CompletedTask, Cancellation);

    private async Task ReachAsync(long sequence)
    {
        await Store.HoldAsync(_partner.Id);
        await Store.Get<ICursorStore>().SaveAsync(_partner.Id, new DeliveryCursor(sequence), Cancellation);
        await Store.Get<IVerdictStore>().SaveAsync([], sequence, Cancellation);
    }

    private async Task<List<string>> UidsAsync(params (string Module, string Id)[] keys)
    {
        var uids = new List<string>();
        foreach (var (module, id) in keys)
        {
            var text = (await Store.Objects.FindAsync(new ObjectKey(new ModuleId(module), Driver.Cpo, id), Cancellation))!.Text();
            var at = text.IndexOf("\"uid\":\"ERASED-", StringComparison.Ordinal);
            uids.Add(text.Substring(at + 7, 31));
        }

        return uids;
    }

    /// <summary>Where a driver stands, in whichever column of whichever table.</summary>
    private async Task<List<string>> LinesAsync(Driver driver) =>
        [.. (await AllAsync()).Where(line => driver.Identifiers.Any(identifier => line.Contains(identifier, StringComparison.OrdinalIgnoreCase)) && !line.StartsWith("leases", StringComparison.Ordinal))];

    /// <summary>Every value of every column that holds texts or bytes.</summary>
    private async Task<List<string>> AllAsync()
    {
        await Store.Get<Busbar.Core.Nodes.Leases>().LeaveAsync(Cancellation);
        await Store.CloseAsync();
        using var raw = Store.OpenRaw();
        var lines = new List<string>();
        foreach (var (table, columns) in TableText.Tables(raw.Session, raw.Dialect).OrderBy(table => table.Key, StringComparer.Ordinal))
        {
            foreach (var (name, type) in columns.Where(column => PersonalColumnTests<TStore>.IsText(column.Type)))
            {
                lines.AddRange(raw.Session.Open($"SELECT {name} FROM {table} WHERE {name} IS NOT NULL").ReadAll(row => $"{table}.{name}: {Value(row, type)}").Order(StringComparer.Ordinal));
            }
        }

        return lines;
    }

    private static string Value(Statement row, string type) => type is "blob" or "bytea" ? Encoding.Latin1.GetString(row.Blob(0)) : row.Text(0);

    /// <summary>Waits for nobody: an hour is over at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _hours;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(Interlocked.Increment(ref _hours));
    }
}

public sealed class SqliteErasureTests : ErasureTests<SqliteTestStore>;

public sealed class PostgreSqlErasureTests : ErasureTests<PostgreSqlTestStore>;
