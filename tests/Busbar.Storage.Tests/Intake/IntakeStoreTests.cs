using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Intake;

public abstract class IntakeStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private readonly Connection _connection = TestConnections.New("partner");

    protected TStore Store { get; } = new();

    private IQuarantine Quarantine => Store.Get<IQuarantine>();

    private IRepairLog Repairs => Store.Get<IRepairLog>();

    public async ValueTask InitializeAsync() => await Store.Get<IConnectionStore>().SaveAsync(_connection, TokenChanges.None, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Document_is_kept_over_a_restart_counted_when_it_comes_again_and_cleared()
    {
        await Quarantine.AddAsync([(Entry("L1", "first"), Utf8("{}"))], Cancellation);
        await Quarantine.AddAsync([(Entry("L1", "second"), Utf8("[1]")), (Entry("L2", "other") with { Key = null, Part = null }, Utf8("x"))], Cancellation);
        await Store.RestartAsync();

        var entry = Assert.Single(await Quarantine.ListAsync(new IntakeQuery { ObjectId = "l1", Module = ModuleId.Locations, Owner = new PartyId("nl", "cpo"), Limit = 10 }, Cancellation));
        Assert.Equal((2, "second", true, IntakeOutcome.Invalid, OcpiVersion.V221), (entry.Count, entry.Reason, entry.Pushed, entry.Outcome, entry.Version));
        Assert.Equal((new ObjectPart("E1", "1"), "cal", new PartyId("NL", "CPO")), (entry.Part, entry.Calendar, entry.Key!.Value.Owner));
        Assert.Equal([new Finding("/id", "required", Severity.Error, "It is missing.", "LOC-001")], entry.Findings);
        Assert.Equal("[1]", Encoding.UTF8.GetString((await Quarantine.ReadAsync(entry.Id, Cancellation))!.Value.Span));
        Assert.Equal(2, (await Quarantine.CountAsync(Cancellation))[_connection.Id]);
        Assert.Equal(2, (await Quarantine.IdentitiesAsync(Cancellation)).Count);

        await Quarantine.ClearAsync(_connection.Id, ["L1"], Cancellation);
        Assert.Null(await Quarantine.FindAsync(entry.Id, Cancellation));
        Assert.Equal(3, (await Store.Changes.ReadAsync(0, 20, Cancellation)).Count(change => change.Kind == ChangeKind.QuarantineChanged));
    }

    [Fact]
    public async Task Oldest_documents_go_when_there_are_too_many()
    {
        await Quarantine.AddAsync([.. Enumerable.Range(0, 1005).Select(i => (Entry("L" + i, "bad"), Utf8("{}")))], Cancellation);

        Assert.Equal(1000, (await Quarantine.CountAsync(Cancellation))[_connection.Id]);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_connection_that_is_gone()
    {
        await Quarantine.AddAsync([(Entry("L1", "bad"), Utf8("{}"))], Cancellation);
        await Repairs.AddAsync([(Record("L1"), Utf8("{}"))], Cancellation);
        await Store.Get<IConnectionStore>().DeleteAsync(_connection.Id, Cancellation);
        await Quarantine.AddAsync([(Entry("L1", "bad"), Utf8("{}"))], Cancellation);

        Assert.Empty(await Quarantine.ListAsync(new IntakeQuery { Limit = 10 }, Cancellation));
        Assert.Empty(await Repairs.ListAsync(new IntakeQuery { Limit = 10 }, Cancellation));
        Assert.Empty(await Repairs.CountAsync(null, Cancellation));
    }

    [Fact]
    public async Task Repairs_are_kept_per_object_and_counted_per_rule()
    {
        await Repairs.AddAsync([(Record("L1"), Utf8("1")), (Record("L2"), Utf8("2"))], Cancellation);
        await Repairs.AddAsync([(Record("L1"), Utf8("3"))], Cancellation);

        var record = Assert.Single(await Repairs.ListAsync(new IntakeQuery { Connection = _connection.Id, ObjectId = "L1", Limit = 10 }, Cancellation));
        Assert.Equal(2, record.Count);
        Assert.Equal([new AppliedRepair("/name", "empty", "It was empty.")], record.Repairs);
        Assert.Equal("3", Encoding.UTF8.GetString((await Repairs.ReadAsync(record.Id, Cancellation))!.Value.Span));
        Assert.Equal([new RepairCount(_connection.Id, "empty", 3)], await Repairs.CountAsync(_connection.Id, Cancellation));
    }

    [Fact]
    public async Task First_credit_of_a_cdr_stays_its_credit()
    {
        var ledger = Store.Get<ICreditLedger>();
        var owner = new PartyId("NL", "CPO");

        Assert.Equal("C1-A", await ledger.ClaimAsync(owner, "C1", "C1-A", Cancellation));
        Assert.Equal("C1-A", await ledger.ClaimAsync(new PartyId("nl", "cpo"), "c1", "C1-B", Cancellation));
        Assert.Equal("C1-B", await ledger.ClaimAsync(new PartyId("BE", "CPO"), "C1", "C1-B", Cancellation));
    }

    private QuarantinedObject Entry(string id, string reason) => new()
    {
        Id = Guid.NewGuid(),
        Connection = _connection.Id,
        Module = ModuleId.Locations,
        Version = OcpiVersion.V221,
        Key = new ObjectKey(ModuleId.Locations, new PartyId("NL", "CPO"), id),
        Part = new ObjectPart("E1", "1"),
        Calendar = "cal",
        Pushed = true,
        Outcome = IntakeOutcome.Invalid,
        Reason = reason,
        Findings = [new Finding("/id", "required", Severity.Error, "It is missing.", "LOC-001")],
        Identity = id,
    };

    private RepairedObject Record(string id) => new()
    {
        Id = Guid.NewGuid(),
        Connection = _connection.Id,
        Key = new ObjectKey(ModuleId.Locations, new PartyId("NL", "CPO"), id),
        Version = OcpiVersion.V221,
        Repairs = [new AppliedRepair("/name", "empty", "It was empty.")],
        Identity = id,
    };

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

public sealed class SqliteIntakeStoreTests : IntakeStoreTests<SqliteTestStore>;

public sealed class PostgreSqlIntakeStoreTests : IntakeStoreTests<PostgreSqlTestStore>;
