using System.Runtime.InteropServices;

namespace Busbar.Hosting;

/// <summary>
/// Memory outside the runtime's own heap: compiling and cryptography take it in bursts, on whichever thread they run. glibc keeps what each of up to eight threads per processor
/// once needed, so that a process which runs for weeks grows with every burst on another thread. Two shares are enough for what little there is, and what is free goes back.
/// </summary>
internal static class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int ArenasAtMost = -8;

    /// <summary>Bounds it; false where the C library is another one, which keeps no such shares.</summary>
    public static bool Bound()
    {
        try
        {
            return OperatingSystem.IsLinux() && Set(ArenasAtMost, 2) == 1 && Set(TrimThreshold, 128 * 1024) == 1;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int what, int value);
}
