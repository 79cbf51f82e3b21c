using System.Collections.Concurrent;

namespace Busbar.Bench.Storage;

/// <summary>Bare readers, one for each request at a time.</summary>
internal sealed class Rented : IDisposable
{
    private static readonly ConcurrentBag<Reader> Idle = [];

    private Rented(Reader value) => Value = value;

    public Reader Value { get; }

    public static Rented Take(Func<IBarePages> open) => new(Idle.TryTake(out var reader) ? reader : new Reader(open(), new byte[1 << 20]));

    public static void End()
    {
        while (Idle.TryTake(out var reader))
        {
            reader.Pages.Dispose();
        }
    }

    public void Dispose() => Idle.Add(Value);

    public sealed record Reader(IBarePages Pages, byte[] Target);
}
