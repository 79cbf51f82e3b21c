using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Busbar.Bench.Gateway;

/// <summary>One kept-alive HTTP connection that costs next to nothing, so that the server is what is measured: both run on the same cores.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[512 * 1024];

    public static async Task<RawConnection> OpenAsync(int port, CancellationToken cancellation)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
        return connection;
    }

    /// <summary>Sends a whole request and reads its answer; returns the status and the answer's body, valid until the next request.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], cancellation);
        }

        var length = 0;
        var head = -1;
        while (head < 0)
        {
            length += await ReceiveAsync(length, cancellation);
            head = _received.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        head += 4;
        var (status, body) = ReadHead(_received.AsSpan(0, head));
        while (length < head + body)
        {
            length += await ReceiveAsync(length, cancellation);
        }

        return (status, _received.AsMemory(head, body));
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> ReceiveAsync(int at, CancellationToken cancellation)
    {
        var received = await _socket.ReceiveAsync(_received.AsMemory(at), cancellation);
        return received > 0 ? received : throw new IOException("The server closed the connection, or its answer is larger than expected.");
    }

    public static (int Status, int Body) ReadHead(ReadOnlySpan<byte> head)
    {
        var status = int.Parse(head[9..12], CultureInfo.InvariantCulture);
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
        {
            throw new InvalidDataException("The answer has no Content-Length: " + Encoding.ASCII.GetString(head));
        }

        var value = head[(at + 18)..];
        return (status, int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture));
    }
}
