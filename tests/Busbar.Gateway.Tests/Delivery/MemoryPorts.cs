using System.Collections.Concurrent;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Settings;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>The small durable things that delivery needs, in memory; they outlive a pump that is restarted.</summary>
internal sealed class MemoryPorts : ICursorStore, IRefusalStore, IReceiptStore, IWithheldStore, IAgreementStore, IConnectionStore, IHostedPartyStore, ISettingStore
{
    private readonly ConcurrentDictionary<Guid, DeliveryCursor> _cursors = [];
    private readonly ConcurrentDictionary<Guid, DeliveryReach> _reaches = [];
    private readonly Dictionary<(ObjectKey, OcpiVersion), (WithheldObject Found, long Since)> _withheld = [];
    private readonly Lock _lock = new();
    private readonly List<Refusal> _refusals = [];
    private readonly List<Receipt> _receipts = [];
    private readonly List<Agreement> _agreements = [];
    private readonly Dictionary<Guid, Connection> _connections = [];

    /// <summary>What <see cref="ISettingStore"/> holds.</summary>
    public ConcurrentDictionary<string, string> Settings { get; } = [];

    Task<string?> ISettingStore.ReadAsync(string name, CancellationToken cancellation) => Task.FromResult(Settings.GetValueOrDefault(name));

    Task ISettingStore.WriteAsync(string name, string value, CancellationToken cancellation)
    {
        Settings[name] = value;
        return Task.CompletedTask;
    }

    /// <summary>Everyone to everyone, as in a new gateway.</summary>
    public Agreement Everyone { get; } = new() { Id = Guid.NewGuid(), Since = DateTimeOffset.MinValue };

    public MemoryPorts() => _agreements.Add(Everyone);

    /// <summary>The parties that this gateway hosts.</summary>
    public List<PlatformParty> HostedParties { get; } = [];

    public IReadOnlyList<Refusal> Refusals
    {
        get
        {
            lock (_lock)
            {
                return [.. _refusals];
            }
        }
    }

    public IReadOnlyList<Receipt> Receipts
    {
        get
        {
            lock (_lock)
            {
                return [.. _receipts];
            }
        }
    }

    public DeliveryCursor? Cursor(Guid connection) => _cursors.GetValueOrDefault(connection);

    public DeliveryReach? Reach(Guid connection) => _reaches.GetValueOrDefault(connection);

    ValueTask<DeliveryCursor?> ICursorStore.FindAsync(Guid connection, CancellationToken cancellation) => new(Cursor(connection));

    ValueTask ICursorStore.SaveAsync(Guid connection, DeliveryCursor cursor, CancellationToken cancellation)
    {
        _cursors[connection] = cursor;
        return ValueTask.CompletedTask;
    }

    ValueTask<DeliveryReach?> ICursorStore.FindReachAsync(Guid connection, CancellationToken cancellation) => new(Reach(connection));

    ValueTask ICursorStore.SaveReachAsync(Guid connection, DeliveryReach reach, CancellationToken cancellation)
    {
        _reaches[connection] = reach;
        return ValueTask.CompletedTask;
    }

    /// <summary>What has no form in a version.</summary>
    public IReadOnlyList<WithheldObject> Withheld
    {
        get
        {
            lock (_lock)
            {
                return [.. _withheld.Values.Select(entry => entry.Found)];
            }
        }
    }

    ValueTask<bool> IWithheldStore.AddAsync(WithheldObject withheld, long? previous, long? asked, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var place = (withheld.Object, withheld.Version);
            var known = _withheld.TryGetValue(place, out var entry);
            if (!known || entry.Found.Sequence < withheld.Sequence)
            {
                var goesOn = known && previous >= entry.Since && previous <= entry.Found.Sequence;
                _withheld[place] = (withheld, goesOn ? entry.Since : withheld.Sequence);
            }

            return new(known && asked >= entry.Since && asked <= entry.Found.Sequence);
        }
    }

    ValueTask<IReadOnlyList<WithheldObject>> IWithheldStore.ListAsync(ModuleId module, OcpiVersion version, int limit, CancellationToken cancellation) =>
        new([.. Withheld.Where(found => found.Object.Module == module && found.Version == version).OrderByDescending(found => found.Sequence).Take(limit)]);

    ValueTask IWithheldStore.RemoveAsync(ObjectKey key, OcpiVersion version, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _withheld.Remove((key, version));
        }

        return ValueTask.CompletedTask;
    }

    ValueTask IRefusalStore.AddAsync(Refusal refusal, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _refusals.Add(refusal);
        }

        return ValueTask.CompletedTask;
    }

    ValueTask<Refusal?> IRefusalStore.FindAsync(Guid id, CancellationToken cancellation) => new(Refusals.FirstOrDefault(r => r.Id == id));

    ValueTask<IReadOnlyList<Refusal>> IRefusalStore.ListAsync(
        Guid? connection, RefusalState? state, DateTimeOffset? before, int limit, CancellationToken cancellation) =>
        new([.. Refusals.Where(r => (connection is null || r.Connection == connection) && (state is null || r.State == state)).Take(limit)]);

    ValueTask<IReadOnlyList<Refusal>> IRefusalStore.SelectAsync(RefusalFilter filter, CancellationToken cancellation) =>
        new([.. Refusals.Where(r => Meant(filter, r)).Take(filter.Limit)]);

    ValueTask<long> IRefusalStore.CountAsync(RefusalFilter filter, CancellationToken cancellation) => new(Refusals.LongCount(r => Meant(filter, r)));

    private static bool Meant(RefusalFilter filter, Refusal r) =>
        (filter.Connection ?? r.Connection) == r.Connection && (filter.Object ?? r.Object) == r.Object && (filter.State ?? r.State) == r.State;

    ValueTask<long> IRefusalStore.CountAsync(Guid? connection, RefusalState? state, CancellationToken cancellation) =>
        new(Refusals.LongCount(r => (connection is null || r.Connection == connection) && (state is null || r.State == state)));

    ValueTask IRefusalStore.SetStateAsync(Guid id, RefusalState state, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var at = _refusals.FindIndex(r => r.Id == id);
            _refusals[at] = _refusals[at] with { State = state };
        }

        return ValueTask.CompletedTask;
    }

    ValueTask IRefusalStore.SupersedeAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        lock (_lock)
        {
            for (var i = 0; i < _refusals.Count; i++)
            {
                if (_refusals[i].Connection == connection && _refusals[i].Object == key && _refusals[i].State == RefusalState.Open)
                {
                    _refusals[i] = _refusals[i] with { State = RefusalState.Superseded };
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    ValueTask<Receipt?> IReceiptStore.FindAsync(Guid connection, ObjectKey key, CancellationToken cancellation) =>
        new(Receipts.FirstOrDefault(r => r.Connection == connection && r.Object == key));

    ValueTask<Receipt?> IReceiptStore.FindLastWithLocationAsync(Guid connection, CancellationToken cancellation) =>
        new(Receipts.LastOrDefault(r => r.Connection == connection && r.Location is not null));

    ValueTask IReceiptStore.AddAsync(Receipt receipt, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _receipts.Add(receipt);
        }

        return ValueTask.CompletedTask;
    }

    ValueTask IReceiptStore.RemoveAsync(Guid connection, ObjectKey key, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _receipts.RemoveAll(r => r.Connection == connection && r.Object == key);
        }

        return ValueTask.CompletedTask;
    }

    Task<IReadOnlyList<Agreement>> IAgreementStore.ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Agreement>>([.. _agreements]);
        }
    }

    public Task SaveAsync(Agreement agreement, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _agreements.Add(agreement);
        }

        return Task.CompletedTask;
    }

    Task<bool> IAgreementStore.DeleteAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_agreements.RemoveAll(a => a.Id == id) > 0);
        }
    }

    Task<IReadOnlyList<Connection>> IConnectionStore.ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Connection>>([.. _connections.Values]);
        }
    }

    Task<Connection?> IConnectionStore.FindAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_connections.GetValueOrDefault(id));
        }
    }

    Task<IReadOnlyList<IssuedToken>> IConnectionStore.ListIssuedTokensAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<IssuedToken>>([]);

    Task IConnectionStore.SaveAsync(Connection connection, TokenChanges tokens, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _connections[connection.Id] = connection;
        }

        return Task.CompletedTask;
    }

    Task IConnectionStore.DeleteAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _connections.Remove(id);
        }

        return Task.CompletedTask;
    }

    Task<string?> IConnectionStore.ReadPartnerTokenAsync(Guid id, CancellationToken cancellation) => Task.FromResult<string?>("a-token-of-the-partner");

    Task<IReadOnlyList<PlatformParty>> IHostedPartyStore.ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PlatformParty>>([.. HostedParties]);

    Task IHostedPartyStore.SaveAsync(PlatformParty party, CancellationToken cancellation) => Task.CompletedTask;

    Task<bool> IHostedPartyStore.DeleteAsync(PlatformParty party, CancellationToken cancellation) => Task.FromResult(false);
}
