using Busbar.Storage.PostgreSql.Writing;

namespace Busbar.Storage.Tests.Nodes;

/// <summary>When a process tells the others of its commits, and how that is written.</summary>
public sealed class TellingTests
{
    [Fact]
    public void Crowd_tells_once_in_a_while_and_everybody_else_at_once()
    {
        var time = new StillTime();
        var telling = new Telling(time);
        Commit(telling, new Notice(1, 4, [2]), moreToCome: true, tells: new Notice(1, 4, [2]));
        Commit(telling, new Notice(5, 6, []), moreToCome: true, tells: null);
        Commit(telling, new Notice(7, 9, [3]), moreToCome: true, tells: null);
        Assert.Equal(new Notice(5, 9, [3]).ToString(), telling.Untold?.ToString());
        Commit(telling, new Notice(10, 10, [2]), moreToCome: false, tells: new Notice(5, 10, [3, 2]));
        Assert.Null(telling.Untold);

        Commit(telling, new Notice(11, 12, []), moreToCome: true, tells: null);
        time.Now += TimeSpan.FromMilliseconds(10);
        Commit(telling, new Notice(13, 14, []), moreToCome: true, tells: new Notice(11, 14, []));
    }

    [Fact]
    public void What_is_not_told_is_overdue_after_a_while()
    {
        var time = new StillTime();
        var telling = new Telling(time);
        Commit(telling, new Notice(1, 4, []), moreToCome: true, tells: new Notice(1, 4, []));
        Commit(telling, new Notice(5, 6, []), moreToCome: true, tells: null);
        Assert.False(telling.IsOverdue);
        time.Now += TimeSpan.FromMilliseconds(10);
        Assert.True(telling.IsOverdue);
        telling.Told();
        Assert.False(telling.IsOverdue);
    }

    [Fact]
    public void Where_another_process_wrote_between_anything_may_have_moved()
    {
        var telling = new Telling(new StillTime());
        Commit(telling, new Notice(1, 4, []), moreToCome: true, tells: new Notice(1, 4, []));
        Commit(telling, new Notice(5, 6, [3]), moreToCome: true, tells: null);
        Commit(telling, new Notice(9, 9, [3]), moreToCome: false, tells: new Notice(5, 9, null));
    }

    [Fact]
    public void After_a_commit_of_which_nobody_knows_anything_may_have_moved()
    {
        var telling = new Telling(new StillTime());
        Commit(telling, new Notice(1, 4, [2]), moreToCome: true, tells: new Notice(1, 4, [2]));
        Commit(telling, new Notice(5, 6, [3]), moreToCome: true, tells: null);
        telling.Lost();
        var told = telling.Choose(new Notice(9, 9, []), moreToCome: false);
        Assert.Equal(9, told?.Last);
        Assert.Null(told?.Moved);
        Assert.Null(Notice.Read(told.ToString()!).Moved);
    }

    [Theory]
    [InlineData("12;3,4;10", 10, 12, "3,4")]
    [InlineData("12;;12", 12, 12, "")]
    [InlineData("12", 0, 12, null)]
    [InlineData("12;3", 0, 12, null)] // as programs of before tell
    [InlineData("12;3,x;10", 0, long.MaxValue, null)]
    [InlineData("nonsense", 0, long.MaxValue, null)]
    public void Notice_that_is_not_understood_may_mean_anything(string text, long first, long last, string? moved)
    {
        var notice = Notice.Read(text);
        Assert.Equal((first, last), (notice.First, notice.Last));
        Assert.Equal(moved, notice.Moved is { } modules ? string.Join(',', modules) : null);
    }

    private static void Commit(Telling telling, Notice commit, bool moreToCome, Notice? tells)
    {
        var told = telling.Choose(commit, moreToCome);
        Assert.Equal(tells?.ToString(), told?.ToString());
        telling.Committed(commit, told);
    }

    private sealed class StillTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
