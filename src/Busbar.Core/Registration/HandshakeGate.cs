using System.Collections.Concurrent;

namespace Busbar.Core.Registration;

/// <summary>
/// Lets one handshake per connection through at a time. It never waits: two gateways that renew their tokens with each other at the same moment
/// would otherwise wait for one another.
/// </summary>
public sealed class HandshakeGate
{
    private readonly ConcurrentDictionary<Guid, object> _busy = new();

    /// <summary>The right to run a handshake, to be disposed after it; null when one is under way.</summary>
    public IDisposable? TryEnter(Guid connection)
    {
        var pass = new Pass(this, connection);
        return _busy.TryAdd(connection, pass) ? pass : null;
    }

    private sealed class Pass(HandshakeGate gate, Guid connection) : IDisposable
    {
        public void Dispose() => gate._busy.TryRemove(new KeyValuePair<Guid, object>(connection, this));
    }
}
