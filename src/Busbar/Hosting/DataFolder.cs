using System.Data.Common;
using Busbar.Configuration;

namespace Busbar.Hosting;

/// <summary>The folders of the database file and of the key ring: only the gateway's own user may read what is in them.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folders and an empty database file with narrow permissions; SQLite's own files inherit the database's.</summary>
    /// <exception cref="StartupException">A folder or file cannot be written.</exception>
    public static void Prepare(GatewayOptions options)
    {
        var place = options.Folder;
        try
        {
            if (options.Folder is { } folder)
            {
                Create(folder);
                CreateDatabase(options.Database);
            }

            place = options.KeyFolder;
            if (options.KeyFolder is { } keys)
            {
                Create(keys);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the folder {place} cannot be written ({exception.Message})");
        }
    }

    /// <summary>Narrows the permissions of the key ring's files.</summary>
    public static void Protect(string? keys)
    {
        if (keys is null || OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(keys))
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }
    }

    private static void CreateDatabase(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var file = Path.GetFullPath((string)parts["Data Source"]);
        using var _ = OperatingSystem.IsWindows()
            ? new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)
            : new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite,
                UnixCreateMode = OwnerOnly,
            });
    }

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
