using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Busbar.Hosting;

/// <summary>One line per log entry: time, level when it is not information, what speaks, what it says.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const int LongestTrace = 600;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(clock.GetUtcNow().ToString("HH:mm:ss'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Critical => "CRITICAL ",
            LogLevel.Error => "ERROR ",
            LogLevel.Warning => "WARNING ",
            LogLevel.Debug or LogLevel.Trace => "debug ",
            _ => "",
        });
        textWriter.Write(Source(logEntry.Category));
        textWriter.Write(": ");
        textWriter.Write(OneLine(message));
        for (var exception = logEntry.Exception; exception is not null; exception = exception.InnerException)
        {
            textWriter.Write($" [{exception.GetType().Name}: {OneLine(exception.Message)}]");
        }

        if (logEntry.LogLevel >= LogLevel.Error && logEntry.Exception?.StackTrace is { } trace)
        {
            // Where it happened; the rest of the trace is the framework's.
            var place = OneLine(trace);
            textWriter.Write(" ");
            textWriter.Write(place.AsSpan(0, Math.Min(place.Length, LongestTrace)));
        }

        textWriter.WriteLine();
    }

    private static string Source(string category)
    {
        var name = category.AsSpan(category.LastIndexOf('.') + 1);
        return name.ToString();
    }

    /// <summary>Without line ends and without what steers a terminal: names and messages may come from partners.</summary>
    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        }) : text;
}
