using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Gateway;

/// <summary>A gateway as an operator runs it: a process of its own on a port of its own, with its database in a temporary folder. It can be killed and started again.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    public const string Key = "end-to-end-operator-key-0123456789";
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busbar-e2e-");
    private readonly ConcurrentQueue<string> _output = [];
    private readonly int _port = TestPort.Take();
    private string[] _arguments = [];
    private Process? _process;
    private bool _disposed;

    private GatewayProcess()
    {
        BaseUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));
        Api = new OperatorClient(BaseUrl, Key);
    }

    public Uri BaseUrl { get; }

    public Uri VersionsUrl => new(BaseUrl, "/ocpi/versions");

    public OperatorClient Api { get; }

    /// <summary>Everything the process has written.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>The folder with the database and the keys.</summary>
    public string Folder => _folder.FullName;

    public static async Task<GatewayProcess> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        var gateway = new GatewayProcess { _arguments = arguments };
        try
        {
            await gateway.RunAsync(cancellation);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process, again on the same database and port and with the same arguments after <see cref="KillAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellation, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var argument in (string[])
            [
                Executable,
                "serve",
                $"--urls={BaseUrl.AbsoluteUri.TrimEnd('/')}",
                $"--Busbar:Database=Data Source={Path.Combine(_folder.FullName, "busbar.db")}",
                $"--Busbar:AdminKey={Key}",
                "--Busbar:AllowPrivateNetworks=true",
                .. _arguments,
                .. more,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The gateway did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilLiveAsync(cancellation);
    }

    /// <summary>Stops the process where it stands (SIGSTOP), or lets it go on (SIGCONT).</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellation)
    {
        var process = _process ?? throw new InvalidOperationException("The gateway does not run.");
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
    }

    /// <summary>Ends the process at once, as a power cut does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Asks the process to end (SIGTERM) and returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        var process = _process ?? throw new InvalidOperationException("The gateway does not run.");
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(cancellation);
        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await KillAsync();
        Api.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The executable that the build put beside this test: artifacts/bin/Busbar/(debug|release).</summary>
    private static string Executable
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(own.Parent!.Parent!.FullName, "Busbar", own.Name, "busbar.dll");
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    private async Task WaitUntilLiveAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var began = Stopwatch.StartNew();
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}: {Output}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(BaseUrl, "/health/live"), cancellation);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (began.Elapsed < StartTime)
            {
                // not listening yet
            }

            await Task.Delay(50, cancellation);
        }
    }
}
