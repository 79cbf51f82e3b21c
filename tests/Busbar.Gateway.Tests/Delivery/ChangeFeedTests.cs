using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Delivery.Push;
using Busbar.Gateway.Tests.Connections;
using Busbar.Gateway.Tests.Nodes;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What the deliveries of one process read of the log that several processes write.</summary>
public sealed class ChangeFeedTests
{
    [Fact]
    public async Task What_another_process_changed_of_a_connection_is_known_before_anybody_reads_on()
    {
        var time = TimeProvider.System;
        var (log, connections) = (new MemoryStore(time), new MemoryConnections(time));
        using var directory = new ConnectionDirectory(connections, new MemoryParties(), new MemoryNodes());
        await directory.RefreshAsync(TestContext.Current.CancellationToken);
        var feed = new ChangeFeed(log, directory);
        await feed.StartAsync(TestContext.Current.CancellationToken);
        var known = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = feed.Listen(() => known.TrySetResult(directory.Current.Connections.Count));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        // By another process: this one's directory has no part in it.
        var connection = new Connection { Id = Guid.NewGuid(), Name = "New", State = ConnectionState.Connected, CreatedAt = time.GetUtcNow() };
        await connections.SaveAsync(connection, TokenChanges.None, TestContext.Current.CancellationToken);
        await log.AppendAsync(ChangeKind.ConnectionChanged, connection.Id, "{}", TestContext.Current.CancellationToken);
        var following = feed.FollowAsync(ending.Token);

        Assert.Equal(1, await known.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task What_several_hear_of_is_read_once_and_an_agreement_is_no_reason_to_read_connections()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var time = TimeProvider.System;
        var (log, connections, parties) = (new MemoryStore(time), new MemoryConnections(time), new MemoryParties());
        using var directory = new ConnectionDirectory(connections, parties, new MemoryNodes());
        await directory.RefreshAsync(cancellation);
        var feed = new ChangeFeed(log, directory);
        await feed.StartAsync(cancellation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // By another process.
        var party = new PlatformParty(new PartyId("NL", "OWN"), Role.Cpo, "Own");
        await parties.SaveAsync(party, cancellation);
        connections.Revision++;
        await log.AppendAsync(ChangeKind.AgreementChanged, null, "{}", cancellation);
        var following = feed.FollowAsync(ending.Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => directory.RefreshIfStaleAsync(directory.Current, cancellation).AsTask()));
        await DeliveryRig.Until(() => feed.Last == 1);
        Assert.Equal((2, party), (connections.Readings, Assert.Single(directory.Current.Hosted)));

        await log.AppendAsync(ChangeKind.AgreementChanged, null, "{}", cancellation);
        await DeliveryRig.Until(() => feed.Last == 2);
        Assert.Equal(2, connections.Readings);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }
}
