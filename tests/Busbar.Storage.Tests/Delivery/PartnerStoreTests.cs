using Busbar.Core.Connections;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Delivery;

/// <summary>Tests of what is kept for one partner.</summary>
public abstract class PartnerStoreTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    protected TStore Store { get; } = new();

    /// <summary>The partner.</summary>
    protected Guid Partner { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var connection = TestConnections.New("partner");
        Partner = connection.Id;
        await Store.Get<IConnectionStore>().SaveAsync(connection, TokenChanges.None, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
