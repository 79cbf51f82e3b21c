namespace Busbar.Soak.Machines;

/// <summary>
/// A PostgreSQL server of the run's own, with everything as durable as its defaults make it. It can crash, and a second one can follow it as its standby. It refuses to run
/// as root, so root runs it as the user that Debian's package makes.
/// </summary>
internal sealed class PostgreSql : IDisposable
{
    private const string User = "postgres";
    private static readonly string Programs = Find();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "busbar-soak-pg-" + Guid.NewGuid().ToString("N"));
    private readonly string _host;
    private readonly string[] _settings;
    private bool _runs;

    /// <summary>A new server with an empty database "busbar".</summary>
    /// <param name="host">Where it is reached; it listens everywhere.</param>
    /// <param name="settings">Further settings, "name=value".</param>
    public PostgreSql(string host, params string[] settings)
        : this(host, settings, Ports.Free(), primary: null)
    {
        Server("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), "host all all 10.0.0.0/8 trust\n");
        Start();
        Execute("CREATE DATABASE busbar", "postgres");
    }

    private PostgreSql(string host, string[] settings, int port, PostgreSql? primary)
    {
        (_host, _settings, Port) = (host, settings, port);
        Command.AtEnd(Dispose);
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            Command.Run("chown", User, _folder);
        }

        if (primary is not null)
        {
            Server("pg_basebackup", "-D", Data, "-R", "-X", "stream", "-c", "fast", "-h", primary._host, "-p", $"{primary.Port}", "-U", User);
            Start();
        }
    }

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString => $"Host={_host};Port={Port};Username={User};Database=busbar";

    /// <summary>Both servers, whichever of them takes writes.</summary>
    public static string ConnectionStringOf(PostgreSql one, PostgreSql other) =>
        $"Host={one._host}:{one.Port},{other._host}:{other.Port};Target Session Attributes=primary;Username={User};Database=busbar";

    /// <summary>A standby that follows this server (pg_basebackup -R).</summary>
    public PostgreSql Follow(int port) => new(_host, _settings, port, this);

    /// <summary>From now on nothing is committed that the standby has not on its disk.</summary>
    public void WaitForStandby()
    {
        Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        Execute("SELECT pg_reload_conf()");
    }

    public void Start()
    {
        Server(
            "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o",
            $"-p {Port} -c listen_addresses=* -c unix_socket_directories={_folder} -c max_connections=200 {string.Join(' ', _settings.Select(setting => $"-c {setting}"))}", "start");
        _runs = true;
    }

    /// <summary>Stops it as a crash does: without a word to anybody.</summary>
    public void Crash()
    {
        Server("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        _runs = false;
    }

    /// <summary>A standby that receives nothing any more: it forgets where its primary is.</summary>
    public void StopReceiving()
    {
        Execute("ALTER SYSTEM SET primary_conninfo = ''", "postgres");
        Execute("SELECT pg_reload_conf()", "postgres");
    }

    public void Promote() => Server("pg_ctl", "-D", Data, "-w", "-t", "60", "promote");

    public string Execute(string sql, string database = "busbar") => Command.Run(
        Path.Combine(Programs, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _host, "-p", $"{Port}", "-U", User, "-d", database, "-c", sql);

    public void Dispose()
    {
        if (_runs)
        {
            Crash();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // Debian keeps the server's programs out of the PATH, one folder per version.
    private static string Find() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [])
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "pg_basebackup")) && File.Exists(Path.Combine(folder, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL's programs (initdb, pg_ctl, pg_basebackup) are not installed.");

    private static void Server(string program, params IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(Programs, program);
        _ = Environment.IsPrivilegedProcess ? Command.Run("runuser", ["-u", User, "--", path, .. arguments]) : Command.Run(path, [.. arguments]);
    }
}
