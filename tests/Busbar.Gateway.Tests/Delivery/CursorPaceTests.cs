using Busbar.Delivery.Push;

namespace Busbar.Gateway.Tests.Delivery;

public sealed class CursorPaceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(100, 5)]
    [InlineData(1000, 50)]
    public void Cursors_of_many_partners_are_written_no_more_often_together_than_those_of_a_few(int partners, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new CursorPace { Partners = partners }.Stretch(TimeSpan.FromSeconds(1)));
}
