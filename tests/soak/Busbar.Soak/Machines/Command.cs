using System.Diagnostics;

namespace Busbar.Soak.Machines;

/// <summary>Runs another program to its end.</summary>
internal static class Command
{
    public static string Run(string program, params IReadOnlyList<string> arguments)
    {
        // A server inherits what its starter has open, so its output must not go into a pipe that somebody waits for.
        var serves = arguments.Contains("start");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !serves, RedirectStandardError = !serves, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var errors = serves ? Task.FromResult("") : process.StandardError.ReadToEndAsync();
        var output = serves ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed ({process.ExitCode}): {errors.Result}");
    }

    /// <summary>Undoes something when this program is ended early, so that nothing it started outlives it.</summary>
    public static void AtEnd(Action undo) => AppDomain.CurrentDomain.ProcessExit += (_, _) => undo();
}
