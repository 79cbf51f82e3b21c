using System.Diagnostics;
using System.Globalization;
using Busbar.Soak.Platforms;
using Busbar.Soak.Records;

namespace Busbar.Soak.Machines;

/// <summary>A gateway process: killed, stopped where it stands, and started again on the same database and address.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    public const string Key = "soak-operator-key-0123456789";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly RunRecord _run;
    private readonly string[] _arguments;
    private readonly string _name;
    private readonly StreamWriter _log;
    private readonly Segment? _segment;
    private Process? _process;

    /// <param name="run">Where it is recorded.</param>
    /// <param name="name">Its name in the record.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="segment">The network that it lives in; null for the machine's own.</param>
    /// <param name="arguments">Its settings.</param>
    public Gateway(RunRecord run, string name, Uri url, Segment? segment, params string[] arguments)
    {
        (_run, _name, Url, _segment, _arguments) = (run, name, url, segment, arguments);
        Api = new OperatorApi(url, Key);
        _log = new StreamWriter(Path.Combine(run.Folder, $"gateway-{name}.log")) { AutoFlush = true };
        Command.AtEnd(() => _process?.Kill());
    }

    /// <summary>The program: as it was built beside this one, unless another is named.</summary>
    public static string Program { get; set; } = Path.Combine(
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Parent!.FullName,
        "Busbar",
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name,
        "busbar.dll");

    /// <summary>The program that this one runs from its next start on.</summary>
    public string Runs { get; set; } = Program;

    public Uri Url { get; }

    public OperatorApi Api { get; }

    public int Id => _process!.Id;

    /// <summary>Starts the process, without waiting for it.</summary>
    public void Launch()
    {
        string[] command = [.. _segment?.Prefix ?? [], "dotnet", Runs, "serve", $"--urls={Url.AbsoluteUri.TrimEnd('/')}", $"--Busbar:AdminKey={Key}", "--Busbar:AllowPrivateNetworks=true", .. _arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _run.Folder };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The gateway did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _run.Note("started", _name);
    }

    public async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = Stopwatch.StartNew();
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The gateway {_name} ended with {_process.ExitCode}; see its log in {_run.Folder}.");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(Url, "/health/live"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && began.Elapsed < StartTime)
            {
                // It does not listen yet.
            }

            await Task.Delay(20);
        }
    }

    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
            _run.Note("killed", _name);
        }
    }

    /// <summary>Ends it in order (SIGTERM).</summary>
    public async Task<int> LeaveAsync()
    {
        Signal("TERM");
        await _process!.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        _run.Note("left", _name);
        return code;
    }

    /// <summary>Stops it where it stands (STOP), lets it go on (CONT), or asks it to end (TERM).</summary>
    public void Signal(string signal)
    {
        Command.Run("kill", $"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture));
        _run.Note(signal, _name);
    }

    /// <summary>Resident memory, in bytes.</summary>
    public long Memory()
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Api.Dispose();
        await _log.DisposeAsync();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.WriteLine(line);
            }
        }
    }
}
