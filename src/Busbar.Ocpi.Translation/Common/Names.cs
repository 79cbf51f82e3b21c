using System.Collections.Concurrent;
using System.Text;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The UTF-8 of the names that rules write: the same few, over and over.</summary>
internal static class Names
{
    private static readonly ConcurrentDictionary<string, byte[]> Known = new(StringComparer.Ordinal);

    public static ReadOnlyMemory<byte> Utf8(string name) => Known.GetOrAdd(name, static text => Encoding.UTF8.GetBytes(text));
}
