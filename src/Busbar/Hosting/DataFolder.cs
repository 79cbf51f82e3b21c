using System.Data.Common;
using Busbar.Configuration;

namespace Busbar.Hosting;

/// <summary>The folder beside the database: only the gateway's own user may read what is in it.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folder, the key ring's folder and an empty database file with narrow permissions; SQLite's own files inherit the database's.</summary>
    /// <exception cref="StartupException">The folder or file cannot be written.</exception>
    public static string Prepare(GatewayOptions options)
    {
        var keys = Path.Combine(options.Folder, "keys");
        try
        {
            Create(options.Folder);
            Create(keys);
            var parts = new DbConnectionStringBuilder { ConnectionString = options.Database };
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the folder {options.Folder} cannot be written ({exception.Message})");
        }

        return keys;
    }

    /// <summary>Narrows the permissions of the key ring's files.</summary>
    public static void Protect(string keys)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(keys))
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }
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
