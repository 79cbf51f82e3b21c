using System.Runtime.CompilerServices;

namespace Busbar.Reference;

/// <summary>The folder of the pages in the repository.</summary>
public static class ReferenceFolder
{
    public static string InRepository() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/reference"));

    /// <summary>Writes every page, and deletes pages that are none any more.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in Read(folder).Keys.Except(pages.Keys))
        {
            File.Delete(Path.Combine(folder, stale));
        }

        foreach (var (name, text) in pages)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>The pages as they stand in the folder, by their names in it.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder) => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
