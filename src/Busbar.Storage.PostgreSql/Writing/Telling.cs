namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>
/// When the other processes are told of this one's commits. A notice wakes them and the server's processes that listen for them, which costs as much as
/// writing several rows: while a crowd writes, one tells of all commits of ten milliseconds.
/// </summary>
internal sealed class Telling(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private long? _told;

    /// <summary>What was committed and not told yet.</summary>
    public Notice? Untold { get; private set; }

    /// <summary>Whether what was not told yet has waited for long enough.</summary>
    public bool IsOverdue => Untold is not null && !IsRecent;

    private bool IsRecent => _told is { } told && time.GetElapsedTime(told) < Pause;

    /// <summary>What a commit tells; null when that may wait for the next one.</summary>
    /// <param name="commit">What there is to tell of the commit itself.</param>
    /// <param name="moreToCome">Whether more commits of this process are about to follow, and no other's between.</param>
    public Notice? Choose(Notice commit, bool moreToCome) =>
        moreToCome && IsRecent ? null : After(commit);

    /// <summary>A transaction was committed, and has told this.</summary>
    public void Committed(Notice commit, Notice? told)
    {
        if (told is null)
        {
            Untold = After(commit);
        }
        else
        {
            Told();
        }
    }

    /// <summary>Whatever there was to tell is told.</summary>
    public void Told()
    {
        Untold = null;
        _told = time.GetTimestamp();
    }

    /// <summary>Nobody knows whether a commit was carried out: from now on anything may have happened, until that is told.</summary>
    public void Lost() => Untold = new Notice(0, Untold?.Last ?? 0, null);

    private Notice After(Notice commit) => Untold is { } untold ? untold.With(commit) : commit;
}
