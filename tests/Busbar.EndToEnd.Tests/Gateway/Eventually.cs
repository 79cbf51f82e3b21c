using System.Diagnostics;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>Waits for a condition rather than for a time.</summary>
internal static class Eventually
{
    /// <summary>Long, for machines that are busy with other things: a test that passes never waits for it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static Task TrueAsync(Func<bool> condition, string what, Func<string> evidence, CancellationToken cancellation) =>
        GetAsync(() => Task.FromResult(condition() ? what : null), what, evidence, cancellation);

    /// <summary>Asks until there is an answer.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, string what, Func<string> evidence, CancellationToken cancellation)
        where T : class
    {
        var began = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (began.Elapsed > Limit)
            {
                Assert.Fail($"It did not come true that {what}. {evidence()}");
            }

            await Task.Delay(20, cancellation);
        }
    }
}
