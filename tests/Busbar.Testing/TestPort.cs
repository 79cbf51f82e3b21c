using System.Net;
using System.Net.Sockets;

namespace Busbar.Testing;

/// <summary>
/// A port of the loopback address for a server that has to know its port beforehand, or that goes away and comes back at the same one. A port that is merely
/// found free can be taken by anybody in the meantime, for instance as the near end of an outgoing connection. This one lies below those that the system gives
/// away by itself, and a locked file keeps it from all other tests for as long as this process lives: who still calls a partner that is gone reaches nobody,
/// and not the next test's partner.
/// </summary>
public static class TestPort
{
    private const int First = 15_000;
    private const int Count = 15_000;

    private static readonly Lock Gate = new();
    private static readonly List<FileStream> Held = [];
    private static readonly DirectoryInfo Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "busbar-test-ports-" + Environment.UserName));

    /// <summary>Takes a port for this process.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var (tried, next) = (0, Random.Shared.Next(Count)); tried < Count; tried++, next = (next + 1) % Count)
            {
                if (Reserve(First + next) is { } held)
                {
                    Held.Add(held);
                    return First + next;
                }
            }
        }

        throw new InvalidOperationException("No port is free.");
    }

    private static FileStream? Reserve(int port)
    {
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(Folder.FullName, $"{port}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another test has it.
            return null;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return held;
        }
        catch (SocketException)
        {
            // Some other program listens there.
            held.Dispose();
            return null;
        }
    }
}
