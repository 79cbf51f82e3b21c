using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Tests.Stores;
using Busbar.Storage.Writing;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Connections;

public abstract class ConnectionStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    private IConnectionStore Connections => Store.Get<IConnectionStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Save_keeps_every_member_over_a_restart_and_tells_the_log()
    {
        var connection = TestConnections.Full("partner");
        await Connections.SaveAsync(connection, TokenChanges.None, Cancellation);
        await Store.RestartAsync();
        var found = await Connections.FindAsync(connection.Id, Cancellation);
        var change = Assert.Single(await Store.Changes.ReadAsync(0, 10, Cancellation));

        Assert.Equal(JsonSerializer.Serialize(connection, StoredDocuments.Default.Connection), JsonSerializer.Serialize(found, StoredDocuments.Default.Connection));
        Assert.Equal(connection.Parties, found!.Parties);
        Assert.Equal(connection.Endpoints, found.Endpoints);
        Assert.Equal(connection.HubParty, found.HubParty);
        Assert.Equal(connection.LastHandshake!.Steps, found.LastHandshake!.Steps);
        Assert.Equal((ChangeKind.ConnectionChanged, connection.Id), (change.Kind, change.Connection));
        Assert.Equal("""{"name":"partner","state":"connected"}""", change.Detail);
    }

    [Fact]
    public async Task Document_of_an_older_release_takes_the_defaults_of_members_that_it_lacks()
    {
        var connection = TestConnections.New("old");
        await Connections.SaveAsync(connection, TokenChanges.None, Cancellation);
        await Store.Get<IDatabase>().WriteAsync(
            context =>
            {
                context.Sql.Open("UPDATE connections SET document = ?")
                    .Bind($$"""{"id":"{{connection.Id}}","name":"old","state":"Waiting","created_at":"2026-11-21T12:00:00+00:00","profile":{"strict":true} }""").Run();
                return true;
            },
            Cancellation);
        var found = await Connections.FindAsync(connection.Id, Cancellation);

        Assert.Empty(found!.Endpoints);
        Assert.Empty(found.Parties);
        Assert.Empty(found.Declared);
        Assert.Equal(new PartnerProfile { Strict = true, Required = found.Profile.Required }, found.Profile);
        Assert.Equal(new PartnerProfile().Required, found.Profile.Required);
    }

    [Fact]
    public async Task Name_of_another_connection_is_refused_and_nothing_is_kept_of_the_save()
    {
        await Connections.SaveAsync(TestConnections.New("Partner"), TokenChanges.None, Cancellation);
        var second = TestConnections.New("partner");
        await Assert.ThrowsAsync<ConnectionRuleException>(
            () => Connections.SaveAsync(second, new TokenChanges { Issue = [new IssuedToken("h", second.Id, TokenKind.A, null)] }, Cancellation));

        Assert.Single(await Connections.ListAsync(Cancellation));
        Assert.Empty(await Connections.ListIssuedTokensAsync(Cancellation));
        Assert.Equal(1, await Store.Changes.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task Tokens_are_issued_retired_with_an_overlap_and_forgotten()
    {
        var connection = TestConnections.New("partner");
        var other = TestConnections.New("other");
        await Connections.SaveAsync(connection, new TokenChanges { Issue = [new IssuedToken("a", connection.Id, TokenKind.A, null)] }, Cancellation);
        await Connections.SaveAsync(other, new TokenChanges { Issue = [new IssuedToken("x", other.Id, TokenKind.C, null)] }, Cancellation);
        var overlap = DateTimeOffset.UtcNow.AddHours(1);
        await Connections.SaveAsync(
            connection,
            new TokenChanges { Issue = [new IssuedToken("c1", connection.Id, TokenKind.C, null)], RetireOthersAt = overlap, PartnerToken = "theirs" },
            Cancellation);

        Assert.Equal(
            [new IssuedToken("a", connection.Id, TokenKind.A, overlap), new IssuedToken("c1", connection.Id, TokenKind.C, null), new IssuedToken("x", other.Id, TokenKind.C, null)],
            (await Connections.ListIssuedTokensAsync(Cancellation)).OrderBy(token => token.Hash));
        Assert.Equal("theirs", await Connections.ReadPartnerTokenAsync(connection.Id, Cancellation));
        Assert.Null(await Connections.ReadPartnerTokenAsync(other.Id, Cancellation));

        // A token that ends sooner keeps its end; one that is issued again takes the new one.
        await Connections.SaveAsync(
            connection, new TokenChanges { RetireOthersAt = overlap.AddHours(5), Issue = [new IssuedToken("c1", connection.Id, TokenKind.C, overlap.AddHours(2))] }, Cancellation);
        Assert.Equal(
            [overlap, overlap.AddHours(2)],
            (await Connections.ListIssuedTokensAsync(Cancellation)).Where(token => token.Connection == connection.Id).OrderBy(token => token.Hash).Select(token => token.ValidUntil!.Value));
        Assert.Equal("theirs", await Connections.ReadPartnerTokenAsync(connection.Id, Cancellation));

        await Connections.SaveAsync(connection, new TokenChanges { RetireOthersAt = DateTimeOffset.UnixEpoch, ForgetPartnerToken = true }, Cancellation);
        Assert.Equal("x", Assert.Single(await Connections.ListIssuedTokensAsync(Cancellation)).Hash);
        Assert.Null(await Connections.ReadPartnerTokenAsync(connection.Id, Cancellation));
    }

    [Fact]
    public async Task Delete_removes_what_belongs_to_the_connection_and_keeps_its_objects()
    {
        var connection = TestConnections.New("partner");
        await Connections.SaveAsync(connection, new TokenChanges { Issue = [new IssuedToken("a", connection.Id, TokenKind.A, null)], PartnerToken = "t" }, Cancellation);
        await Store.HoldAsync(connection.Id);
        await Store.Get<ICursorStore>().SaveAsync(connection.Id, new DeliveryCursor(1), Cancellation);
        await Store.Objects.WriteAsync(Put(Location("1"), Document("1"), connection.Id), Cancellation);
        var refusal = new Refusal
        {
            Id = Guid.NewGuid(), Connection = connection.Id, Object = Location("1"), Sequence = 2, At = Noon, Reason = "no", State = RefusalState.Open,
        };
        await Store.Get<IRefusalStore>().AddAsync(refusal, Cancellation);
        await Connections.DeleteAsync(connection.Id, Cancellation);
        await Connections.DeleteAsync(connection.Id, Cancellation);

        Assert.Empty(await Connections.ListAsync(Cancellation));
        Assert.Empty(await Connections.ListIssuedTokensAsync(Cancellation));
        Assert.Null(await Connections.ReadPartnerTokenAsync(connection.Id, Cancellation));
        Assert.Null(await Store.Get<ICursorStore>().FindAsync(connection.Id, Cancellation));
        Assert.Null(await Store.Get<IRefusalStore>().FindAsync(refusal.Id, Cancellation));
        Assert.NotNull(await Store.Objects.FindAsync(Location("1"), Cancellation));
        Assert.Equal("""{"name":"partner","state":"deleted"}""", (await Store.Changes.ReadAsync(3, 10, Cancellation)).Single().Detail);
    }

    [Fact]
    public async Task New_database_lets_everyone_reach_everyone_until_that_is_removed()
    {
        var agreements = Store.Get<IAgreementStore>();
        var first = Assert.Single(await agreements.ListAsync(Cancellation));
        Assert.Equal((null, null, 0), (first.From, first.To, first.Modules.Count));

        var second = new Agreement { Id = Guid.NewGuid(), From = new PartyId("NL", "TNM"), Modules = [ModuleId.Cdrs], Since = Noon };
        await agreements.SaveAsync(second, Cancellation);
        await agreements.SaveAsync(second with { To = new PartyId("DE", "ABC") }, Cancellation);
        Assert.True(await agreements.DeleteAsync(first.Id, Cancellation));
        Assert.False(await agreements.DeleteAsync(first.Id, Cancellation));
        await Store.RestartAsync();
        var left = Assert.Single(await Store.Get<IAgreementStore>().ListAsync(Cancellation));

        Assert.Equal(new PartyId("DE", "ABC"), left.To);
        Assert.Equal([ModuleId.Cdrs], left.Modules);
        Assert.Equal(Noon, left.Since);
        Assert.All(await Store.Changes.ReadAsync(0, 10, Cancellation), change => Assert.Equal(ChangeKind.AgreementChanged, change.Kind));
        Assert.Equal(3, await Store.Changes.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task Revision_is_another_one_after_every_change_of_a_connection_or_of_a_hosted_party()
    {
        var parties = Store.Get<IHostedPartyStore>();
        var (connection, party) = (TestConnections.New("partner"), new PlatformParty(new PartyId("NL", "TNM"), Role.Cpo, "One"));
        Func<Task>[] changes =
        [
            () => Connections.SaveAsync(connection, TokenChanges.None, Cancellation),
            () => parties.SaveAsync(party, Cancellation),
            () => parties.DeleteAsync(party, Cancellation),
            () => Connections.DeleteAsync(connection.Id, Cancellation),
        ];
        var seen = new HashSet<string> { await Connections.ReadRevisionAsync(Cancellation) };
        foreach (var change in changes)
        {
            await change();
            Assert.True(seen.Add(await Connections.ReadRevisionAsync(Cancellation)));
        }

        await parties.DeleteAsync(party, Cancellation);
        Assert.False(seen.Add(await Connections.ReadRevisionAsync(Cancellation)));
    }

    [Fact]
    public async Task Hosted_parties_are_known_by_party_and_role()
    {
        var parties = Store.Get<IHostedPartyStore>();
        var cpo = new PlatformParty(new PartyId("NL", "TNM"), Role.Cpo, "One");
        await parties.SaveAsync(cpo, Cancellation);
        await parties.SaveAsync(cpo with { Role = Role.Emsp, Website = "https://example.com" }, Cancellation);
        await parties.SaveAsync(cpo with { Party = new PartyId("nl", "tnm"), Name = "Two" }, Cancellation);

        Assert.Equal(["Two", "One"], (await parties.ListAsync(Cancellation)).Select(party => party.Name));
        Assert.True(await parties.DeleteAsync(cpo, Cancellation));
        Assert.False(await parties.DeleteAsync(cpo, Cancellation));
        Assert.Equal(Role.Emsp, Assert.Single(await parties.ListAsync(Cancellation)).Role);
    }
}

public sealed class SqliteConnectionStoreTests : ConnectionStoreTests<SqliteTestStore>;

public sealed class PostgreSqlConnectionStoreTests : ConnectionStoreTests<PostgreSqlTestStore>;
