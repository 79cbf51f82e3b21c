using System.Diagnostics;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>Waits for a condition rather than for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition, string what, Func<string> evidence, CancellationToken cancellation)
    {
        var began = Stopwatch.StartNew();
        while (!condition())
        {
            if (began.Elapsed > Limit)
            {
                Assert.Fail($"It did not come true that {what}. {evidence()}");
            }

            await Task.Delay(20, cancellation);
        }
    }
}
