using System.Globalization;
using Busbar.Storage.Moving;

namespace Busbar.Moving;

/// <summary>Tells of a move: a line per table, and every few seconds how far a large one has come.</summary>
internal sealed class MoveProgressText(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _told = time.GetTimestamp();

    public void Tell(MoveProgress progress)
    {
        var ended = progress.Doing is "copied" or "compared";
        if ((ended && progress.Total > 0) || time.GetElapsedTime(_told) >= Pause)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{progress.Doing,-9} {progress.Table}: {progress.Rows:N0}{(ended ? "" : $" of {progress.Total:N0}")} rows"));
            _told = time.GetTimestamp();
        }
    }
}
