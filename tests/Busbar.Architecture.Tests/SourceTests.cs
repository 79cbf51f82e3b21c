using System.Text.RegularExpressions;

namespace Busbar.Architecture.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void A_file_is_one_idea_of_at_most_400_lines()
    {
        var long_ = Repository.SourceFiles("src", "tests", "bench")
            .Select(file => (file, lines: File.ReadLines(file).Count()))
            .Where(entry => entry.lines > 400)
            .Select(entry => $"{Repository.Relative(entry.file)}: {entry.lines}");
        Assert.Empty(long_);
    }

    [Fact]
    public void Sources_have_no_preprocessor_branches()
    {
        Assert.Empty(Repository.SourceFiles("src").Where(file => File.ReadLines(file).Any(line => line.StartsWith("#if", StringComparison.Ordinal))).Select(Repository.Relative));
    }

    [Fact]
    public void The_clock_is_a_TimeProvider()
    {
        Assert.Empty(Repository.SourceFiles("src").Where(file => WallClock().IsMatch(File.ReadAllText(file))).Select(Repository.Relative));
    }

    [Fact]
    public void Protocol_rooms_have_no_binary_floating_point()
    {
        string[] rooms = ["src/Busbar.Ocpi.Model", "src/Busbar.Ocpi.Wire", "src/Busbar.Ocpi.Translation", "src/Busbar.Ocpi.Pricing"];
        var existing = rooms.Where(room => Directory.Exists(Path.Combine(Repository.Root, room))).ToArray();
        Assert.Empty(Repository.SourceFiles(existing).Where(file => BinaryFloat().IsMatch(File.ReadAllText(file))).Select(Repository.Relative));
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        string[] drawers = ["Utils", "Utilities", "Helpers", "Extensions", "Shared", "Base", "Misc", "Internal"];
        var found = Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(folder => drawers.Contains(Path.GetFileName(folder)))
            .Select(Repository.Relative);
        Assert.Empty(found);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"^\s*[^/\s].*\b(double|float)\b", RegexOptions.Multiline)]
    private static partial Regex BinaryFloat();
}
