using System.Diagnostics;

namespace Busbar.EndToEnd.Tests.Commands;

/// <summary>Runs the executable once and collects what it says.</summary>
internal sealed record BusbarProcess(int ExitCode, string Output, string Error)
{
    public static async Task<BusbarProcess> RunAsync(string? input, params string[] arguments)
    {
        // The build puts the executable beside this test: artifacts/bin/Busbar/(debug|release).
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(own.Parent!.Parent!.FullName, "Busbar", own.Name, "busbar.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new BusbarProcess(process.ExitCode, await output, await error);
    }
}
