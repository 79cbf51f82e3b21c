using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Busbar.EndToEnd.Tests.Nodes;

/// <summary>What stands before several gateways: gives each new connection to the next one that takes it, and passes bytes on.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, byte> _passing = [];
    private readonly Task _accepting;
    private volatile int[] _ports = [];
    private int _next;

    public Balancer()
    {
        _listener.Start();
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>The gateways that get new connections.</summary>
    public void Serve(IEnumerable<Uri> gateways) => _ports = [.. gateways.Select(gateway => gateway.Port)];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_passing.Keys);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var passing = PassAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
                _passing.TryAdd(passing, 0);
                _ = passing.ContinueWith(done => _passing.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        try
        {
            if (!await ConnectAsync(to))
            {
                return;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            await Task.WhenAny(
                from.GetStream().CopyToAsync(to.GetStream(), either.Token), to.GetStream().CopyToAsync(from.GetStream(), either.Token));
            await either.CancelAsync();
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away, and so does the other.
        }
    }

    private async Task<bool> ConnectAsync(TcpClient to)
    {
        var ports = _ports;
        for (var attempt = 0; attempt < ports.Length; attempt++)
        {
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, ports[(uint)Interlocked.Increment(ref _next) % ports.Length], _ending.Token);
                return true;
            }
            catch (SocketException)
            {
                // The next one.
            }
        }

        return false;
    }
}
