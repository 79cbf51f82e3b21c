using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Busbar.Bench.Frame;

namespace Busbar.Bench.Gateway;

/// <summary>
/// Many kept-alive HTTP connections that one thread drives, each sending its next request when its answer is there. It costs what a load generator
/// written for nothing else costs, so that the server is what is measured: both run on the same cores.
/// </summary>
internal sealed class RawCallers : IDisposable
{
    private readonly Caller[] _callers;
    private readonly Readiness _readiness = new();

    public RawCallers(int port, int count)
    {
        _callers = [.. Enumerable.Range(0, count).Select(_ => new Caller(port))];
        for (var i = 0; i < count; i++)
        {
            _readiness.Watch(_callers[i].Socket, i);
        }
    }

    /// <summary>Repeats requests for a time.</summary>
    /// <param name="time">How long.</param>
    /// <param name="next">Gives the next request.</param>
    /// <param name="check">Looks at an answer's status and body.</param>
    public Measured Run(TimeSpan time, Func<ReadOnlyMemory<byte>> next, Action<int, ReadOnlyMemory<byte>> check)
    {
        var watch = Stopwatch.StartNew();
        foreach (var caller in _callers)
        {
            caller.Send(next().Span);
        }

        var units = 0L;
        for (var waiting = _callers.Length; waiting > 0;)
        {
            var ready = _readiness.Wait();
            for (var i = 0; i < ready; i++)
            {
                var caller = _callers[_readiness.Number(i)];
                if (!caller.Receive(out var status, out var body))
                {
                    continue;
                }

                check(status, body);
                units++;
                if (watch.Elapsed < time)
                {
                    caller.Send(next().Span);
                }
                else
                {
                    waiting--;
                }
            }
        }

        return new Measured(units, watch.Elapsed);
    }

    public void Dispose()
    {
        foreach (var caller in _callers)
        {
            caller.Socket.Dispose();
        }

        _readiness.Dispose();
    }

    private sealed class Caller
    {
        private readonly byte[] _received = new byte[16 * 1024];
        private int _length;

        public Caller(int port)
        {
            Socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            Socket.Blocking = false;
        }

        public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        public void Send(ReadOnlySpan<byte> request)
        {
            while (!request.IsEmpty)
            {
                var sent = Socket.Send(request, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    Socket.Poll(-1, SelectMode.SelectWrite);
                    continue;
                }

                request = error == SocketError.Success ? request[sent..] : throw new SocketException((int)error);
            }
        }

        /// <summary>Reads what is there; true when the answer is complete. The body is valid until the next request.</summary>
        public bool Receive(out int status, out ReadOnlyMemory<byte> body)
        {
            (status, body) = (0, default);
            var received = Socket.Receive(_received.AsSpan(_length), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            _length += error == SocketError.Success && received > 0 ? received : throw new IOException("The server closed the connection, or its answer is larger than expected.");
            var head = _received.AsSpan(0, _length).IndexOf("\r\n\r\n"u8) + 4;
            if (head < 4)
            {
                return false;
            }

            (status, var length) = RawConnection.ReadHead(_received.AsSpan(0, head));
            if (_length < head + length)
            {
                return false;
            }

            body = _received.AsMemory(head, length);
            _length = 0;
            return true;
        }
    }
}
