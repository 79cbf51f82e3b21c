using Busbar.Core.Objects;
using Busbar.Storage.Writing;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Objects;

/// <summary>The newest part of the log, in memory.</summary>
public sealed class ChangeTailTests
{
    [Fact]
    public void What_lies_between_two_pieces_of_the_log_is_not_told_from_memory()
    {
        var tail = new ChangeTail();
        tail.Start(5);
        tail.Publish([At(6), At(7)]);
        tail.Publish([At(20), At(21)]);

        Assert.False(tail.TryRead(5, 100, out _));
        Assert.False(tail.TryRead(18, 100, out _));
        Assert.True(tail.TryRead(19, 100, out var read));
        Assert.Equal([20L, 21L], read.Select(change => change.Sequence));
    }

    private static Change At(long sequence) => new(sequence, Noon, ChangeKind.CallChanged, null, null, null, "{}");
}
