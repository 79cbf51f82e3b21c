using System.Diagnostics;

namespace Busbar.Testing.Databases;

/// <summary>
/// A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a port of its own at the loopback address, gone with the test process.
/// PostgreSQL refuses to run as root, so root runs it as the user that Debian's package makes.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string User = "postgres";

    /// <summary>Seconds. The server may have to recover first, and the machine may be busy.</summary>
    private const string Patience = "600";

    private static readonly Lazy<PostgreSqlServer> SharedServer = new(() => new PostgreSqlServer("fsync=off"));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "busbar-postgres-" + Guid.NewGuid().ToString("N"));
    private readonly string _programs;
    private bool _disposed;

    public PostgreSqlServer(params IReadOnlyList<string> settings)
    {
        _programs = Programs() ?? throw new InvalidOperationException("PostgreSQL's programs (initdb, pg_ctl) are not installed.");
        Port = TestPort.Take();
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", User, _folder);
        }

        Server("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        Settings = ["listen_addresses=127.0.0.1", $"unix_socket_directories={_folder}", "max_connections=200", .. settings];
        Start();
    }

    /// <summary>The one server that the tests of an assembly share; started when it is first asked for, ended by <see cref="SharedServerEnd"/>.</summary>
    public static PostgreSqlServer Shared => SharedServer.Value;

    internal static void EndShared()
    {
        if (SharedServer.IsValueCreated)
        {
            SharedServer.Value.Dispose();
        }
    }

    /// <summary>Whether this machine has PostgreSQL.</summary>
    public static bool IsInstalled => Programs() is not null;

    /// <summary>What a test says that is skipped without it.</summary>
    public const string Needed = "PostgreSQL (initdb, pg_ctl, psql) is not installed, and ./test may not install it.";

    public int Port { get; }

    public string Data => Path.Combine(_folder, "data");

    private IReadOnlyList<string> Settings { get; }

    /// <summary>The connection string of a database; create it first.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={User};Database={database}";

    /// <summary>Creates a new, empty database and gives its connection string.</summary>
    public string CreateDatabase()
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        Execute("postgres", $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>As the other, with its files in a folder of another file system, which goes before the server does.</summary>
    public string CreateDatabase(string place)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place, "space")).FullName;
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", User, folder);
        }

        var name = "t" + Guid.NewGuid().ToString("N");
        Execute("postgres", $"CREATE TABLESPACE {name} LOCATION '{folder}'");
        Execute("postgres", $"CREATE DATABASE {name} TABLESPACE {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs SQL through psql; returns what it prints, without headings.</summary>
    public string Execute(string database, string sql) =>
        Run(Path.Combine(_programs, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, "-d", database, "-c", sql).Trim();

    /// <summary>Writes a database to a file, as an operator does while it is in use.</summary>
    public void Dump(string connectionString, string file) => Run(Program("pg_dump"), [.. Connection(connectionString), "-Fc", "-f", file]);

    /// <summary>Reads such a file into an empty database.</summary>
    public void Restore(string connectionString, string file) => Run(Program("pg_restore"), [.. Connection(connectionString), "--exit-on-error", file]);

    public void Start() => Server(
        "pg_ctl", "-D", Data, "-w", "-t", Patience, "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} {string.Join(' ', Settings.Select(setting => $"-c {setting}"))}", "start");

    /// <summary>Stops the server as a crash does: without a word to anybody.</summary>
    public void StopImmediately() => Server("pg_ctl", "-D", Data, "-w", "-t", Patience, "-m", "immediate", "stop");

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            StopImmediately();
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Program(string name) => Path.Combine(_programs, name);

    private IEnumerable<string> Connection(string connectionString) =>
        ["-h", "127.0.0.1", "-p", $"{Port}", "-U", User, "-d", connectionString[(connectionString.LastIndexOf('=') + 1)..]];

    // Debian keeps the server's programs out of the PATH, one folder per version.
    private static string? Programs()
    {
        IEnumerable<string> folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => Array.TrueForAll(["initdb", "pg_ctl", "psql"], program => File.Exists(Path.Combine(folder, program))));
    }

    private void Server(string program, params IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(_programs, program);
        _ = Environment.IsPrivilegedProcess ? Run("runuser", ["-u", User, "--", path, .. arguments]) : Run(path, [.. arguments]);
    }

    private string Run(string program, params IReadOnlyList<string> arguments)
    {
        // The server inherits what its starter has open, so its output must not go into a pipe that somebody waits for.
        var serves = arguments.Contains("start");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = !serves, RedirectStandardError = !serves, WorkingDirectory = _folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var output = serves ? "" : process.StandardOutput.ReadToEnd();
        var errors = serves ? "" : process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed ({process.ExitCode}): {errors}");
    }
}
