using System.Collections.Concurrent;
using System.Text;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The UTF-8 of the names that rules write: the same few, over and over. Names of partners come too, and must not pile up.</summary>
internal static class Names
{
    private const int Enough = 500;

    private static readonly ConcurrentDictionary<string, byte[]> Known = new(StringComparer.Ordinal);

    public static ReadOnlyMemory<byte> Utf8(string name)
    {
        if (Known.TryGetValue(name, out var utf8))
        {
            return utf8;
        }

        utf8 = Encoding.UTF8.GetBytes(name);
        if (Known.Count < Enough)
        {
            Known.TryAdd(name, utf8);
        }

        return utf8;
    }
}
