namespace Busbar.Ocpi.Tests.RealDocuments;

/// <summary>Finds the folder of documents that others wrote. It is no part of the repository.</summary>
internal static class RealFolder
{
    private const string Variable = "BUSBAR_REAL_DOCUMENTS";

    /// <summary>The folder; null when this machine has none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>The folder; the test is skipped, with the reason, when this machine has none.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Path is null, $"No folder of real documents: set {Variable}, or put them into 'shared/real' beside the repository.");
        return Path!;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"{Variable} names a folder that does not exist: {named}");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Busbar.slnx")))
            {
                var beside = System.IO.Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared", "real");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
