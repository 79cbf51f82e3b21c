using Busbar.Configuration;
using Busbar.Core.Registration;

namespace Busbar.Hosting;

/// <summary>Runs the gateway in this process until it is asked to stop, and says in one line why it could not.</summary>
internal static class GatewayRunner
{
    /// <summary>Returns the exit code: 0 after an orderly stop, 2 when it could not start.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            CommandLineArguments.Check(arguments);
            _ = NativeHeap.Bound();
            await using var gateway = await GatewayHost.BuildAsync(arguments, output, cancellation);
            await StartAsync(gateway, cancellation);
            var address = gateway.Services.GetRequiredService<GatewayFace>().VersionsUrl;
            await output.WriteLineAsync($"Busbar {GatewayVersion.Text} listens on {string.Join(", ", gateway.Urls)}; partners register at {address}. Ctrl-C stops it.");
            await gateway.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (StartupException exception)
        {
            await error.WriteLineAsync($"busbar: {exception.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task StartAsync(WebApplication gateway, CancellationToken cancellation)
    {
        try
        {
            await gateway.StartAsync(cancellation);
        }
        catch (IOException exception)
        {
            // Kestrel reports a port that is taken, or an address that this machine does not have, so.
            throw new StartupException($"cannot listen: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (FormatException exception)
        {
            throw new StartupException($"--urls cannot be used: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }
}
