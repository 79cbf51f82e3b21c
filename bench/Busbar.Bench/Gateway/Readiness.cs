using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Busbar.Bench.Gateway;

/// <summary>Tells which of many sockets have something to read, for one thread that serves them all: epoll, as load generators use it.</summary>
internal sealed class Readiness : IDisposable
{
    private const int Add = 1;
    private const int Input = 1;
    private const int Most = 64;

    // The kernel packs the entry on x64 only.
    private static readonly int Size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int Place = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private readonly int _queue = Checked(NativeMethods.epoll_create1(0));
    private readonly byte[] _events = new byte[Most * Size];

    /// <summary>Watches a socket under a number.</summary>
    public void Watch(Socket socket, int number)
    {
        var entry = new byte[Size];
        BitConverter.TryWriteBytes(entry, Input);
        BitConverter.TryWriteBytes(entry.AsSpan(Place), number);
        Checked(NativeMethods.epoll_ctl(_queue, Add, (int)socket.Handle, entry));
    }

    /// <summary>Waits for sockets with something to read; their numbers are given by <see cref="Number"/>.</summary>
    public int Wait() => Checked(NativeMethods.epoll_wait(_queue, _events, Most, -1));

    public int Number(int index) => BitConverter.ToInt32(_events, (index * Size) + Place);

    public void Dispose() => _ = NativeMethods.close(_queue);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

    private static class NativeMethods
    {
        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_create1(int flags);

        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_ctl(int queue, int operation, int descriptor, byte[] entry);

        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_wait(int queue, [In, Out] byte[] entries, int most, int timeout);

        [DllImport("libc")]
        public static extern int close(int descriptor);
    }
}
