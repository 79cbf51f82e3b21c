using System.CommandLine;
using Busbar.Configuration;
using Busbar.Core.Objects;
using Busbar.Storage.Sqlite.Moving;

namespace Busbar.Commands;

/// <summary><c>busbar backup</c>: copies the SQLite database and its key ring while the gateway runs.</summary>
internal static class BackupCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The folder that the copy is written to; it must not exist, or be empty.", HelpName = "FOLDER", Required = true };
        var command = new Command("backup", """
            Copies the configured SQLite database and its key ring to a folder, while the gateway runs. What was acknowledged before the command began is
            in the copy. To restore, start with Busbar:Database set to the copy. For PostgreSQL use pg_dump or a base backup.
            Exit code 0: done; 2: it could not be done.
            """)
        {
            to,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => Task.Run(
            () => Run([.. parsed.UnmatchedTokens], parsed.GetValue(to)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error), CancellationToken.None));
        return command;
    }

    private static int Run(IReadOnlyList<string> arguments, string to, TextWriter output, TextWriter error)
    {
        try
        {
            CommandLineArguments.Check(arguments);
            var options = new GatewayOptionsReader(CommandConfiguration.Read(arguments)).Read();
            if (options.Folder is null)
            {
                throw new StartupException("this copies SQLite databases; for PostgreSQL use pg_dump or a base backup");
            }

            var folder = Folder(to);
            var database = Path.Combine(folder, "busbar.db");
            SqliteBackup.Copy(options.Database, database);
            Protect(database);
            var keys = CopyKeys(options.KeyFolder!, Path.Combine(folder, "keys"));
            output.WriteLine($"Copied the database and {keys} keys to {folder}. Whoever has the folder can act as you towards your partners.");
            return 0;
        }
        catch (Exception exception) when (exception is StartupException or StoreUnavailableException or ArgumentException or UnauthorizedAccessException or IOException)
        {
            error.WriteLine($"busbar: {exception.Message.ReplaceLineEndings(" ")}");
            return 2;
        }
    }

    private static string Folder(string to)
    {
        var folder = Path.GetFullPath(to);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new StartupException($"the folder {folder} is not empty");
        }

        Make(folder);
        return folder;
    }

    private static int CopyKeys(string from, string to)
    {
        Make(to);
        var keys = Directory.Exists(from) ? Directory.GetFiles(from, "*.xml") : [];
        foreach (var key in keys)
        {
            var copy = Path.Combine(to, Path.GetFileName(key));
            File.Copy(key, copy);
            Protect(copy);
        }

        return keys.Length;
    }

    private static void Make(string folder)
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

    private static void Protect(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }
    }
}
