using System.Xml.Linq;

namespace Busbar.Moving;

/// <summary>A key of the ring that encrypts partners' tokens, as its file holds it.</summary>
internal sealed record KeyFile(string Name, string Xml, DateTimeOffset AddedAt);

/// <summary>The key ring in its folder.</summary>
internal static class KeyFiles
{
    public static IReadOnlyList<KeyFile> Read(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(ReadOne)]
        : [];

    private static KeyFile ReadOne(string file) =>
        new(Path.GetFileNameWithoutExtension(file), XElement.Load(file).ToString(SaveOptions.DisableFormatting), new DateTimeOffset(File.GetLastWriteTimeUtc(file)));
}
