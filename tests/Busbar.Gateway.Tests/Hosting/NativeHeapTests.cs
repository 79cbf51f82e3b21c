using Busbar.Hosting;

namespace Busbar.Gateway.Tests.Hosting;

public sealed class NativeHeapTests
{
    [Fact]
    public void Memory_outside_the_runtime_is_bounded_where_glibc_is_the_c_library() =>
        Assert.Equal(OperatingSystem.IsLinux() && File.ReadAllText("/proc/self/maps").Contains("/libc.so.6", StringComparison.Ordinal), NativeHeap.Bound());
}
