using Busbar.Core.Objects;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>What an answer settles of that which came for the same object while it was under way.</summary>
public sealed class PendingWindowTests
{
    private static readonly ObjectKey Tariff = Key(ModuleId.Tariffs, "T1");
    private readonly PendingWindow _window = new();

    [Fact]
    public void Answer_settles_what_came_meanwhile_and_was_sent_with_it()
    {
        var sent = SendFirst();
        _window.Add(Stored(2));
        _window.Finish(sent, 2, Holding.State);

        Assert.Equal(0, _window.Count);
        Assert.False(_window.Has(Tariff));
    }

    [Theory]
    [InlineData("withdrawal")]
    [InlineData("load")]
    [InlineData("return")]
    public void Answer_does_not_settle_what_a_walk_asked_for_meanwhile(string walk)
    {
        var sent = SendFirst();
        _window.Add(Stored(2));
        Walk(walk);
        _window.Finish(sent, 2, Holding.State);

        // It holds the cursor and the walk until it was tried for itself.
        var left = Next();
        Assert.NotSame(sent, left);
        Assert.Equal((2, 2), (_window.Oldest!.First, left.Last));
        Assert.Equal((1, 1), (_window.Count, _window.Withdrawing + _window.Loading + _window.Returning));

        _window.Start(left);
        _window.Finish(left, 2, Holding.State);
        Assert.Equal((0, 0), (_window.Count, _window.Withdrawing + _window.Loading + _window.Returning));
        Assert.Null(_window.Oldest);
    }

    [Theory]
    [InlineData(nameof(Holding.AsBefore), 1L, 1L)]
    [InlineData(nameof(Holding.Nothing), 0L, 0L)]
    [InlineData(nameof(Holding.State), null, 2L)]
    [InlineData(nameof(Holding.Unknown), null, null)]
    public void What_came_meanwhile_goes_on_from_what_the_partner_was_left_with(string has, long? before, long? known)
    {
        var sent = SendFirst();
        _window.Add(Stored(2));
        _window.Add(Stored(3));
        _window.Finish(sent, 2, Enum.Parse<Holding>(has));

        var left = Next();
        Assert.Equal((2, 3), (left.First, left.Last));
        Assert.Equal((before, known), (left.Before?.Sequence, left.Has));
    }

    [Fact]
    public void Attempt_that_left_the_partner_as_it_was_settles_only_what_it_was_made_for()
    {
        var walked = _window.AddWalked(Tariff, default, withdrawing: false);
        _window.Start(walked);
        _window.Add(Stored(2));
        _window.Finish(walked, new Attempt(walked, AttemptKind.Skipped, 0, 2).Settles);
        Assert.Equal((2, 1), (Next().Last, Next().Before?.Sequence));
    }

    [Fact]
    public void Answer_that_was_decided_before_the_view_changed_settles_nothing_that_came_meanwhile()
    {
        var sent = SendFirst();
        _window.Add(Stored(2));
        _window.Outdate();
        _window.Finish(sent, 2, Holding.State);

        Assert.Equal(2, Next().Last);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_relies_on_what_is_under_way_only_as_long_as_it_was_decided_by_the_same_view(bool outdated)
    {
        _window.BringForward(Tariff, default);
        var sent = Next();
        _window.Start(sent);
        if (outdated)
        {
            _window.Outdate();
        }

        Walk("load");
        _window.Finish(sent, 1, Holding.State);
        Assert.Equal(outdated ? 1 : 0, _window.Loading);
        Assert.Equal(outdated, _window.Has(Tariff));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reference_is_brought_forward_again_when_it_is_under_way_by_a_view_of_before(bool outdated)
    {
        var sent = SendFirst();
        if (outdated)
        {
            _window.Outdate();
        }

        _window.BringForward(Tariff, default);
        _window.Finish(sent, 1, Holding.State);
        Assert.Equal(outdated, _window.Has(Tariff));
    }

    [Fact]
    public void Failed_attempt_keeps_what_a_walk_knew_of_the_object_meanwhile()
    {
        var sent = SendFirst();
        var walked = _window.AddReturned(Tariff, default);
        walked.Uncertain = true;
        _window.Return(sent);

        Assert.Same(sent, Next());
        Assert.True(sent is { Returning: true, Uncertain: true, Before: null });
        Assert.Equal((1, 1), (_window.Count, _window.Returning));
    }

    [Fact]
    public void Failed_attempt_at_what_was_missed_does_not_take_the_state_before_a_later_change_for_what_the_partner_knows()
    {
        var sent = _window.AddReturned(Tariff, default);
        _window.Start(sent);
        _window.Add(Stored(2));
        _window.Return(sent);

        Assert.Equal((2, 2), (sent.First, sent.Last));
        Assert.Null(sent.Before);
    }

    private PendingObject SendFirst()
    {
        var entry = _window.Add(Stored(1));
        _window.Start(entry);
        return entry;
    }

    private PendingObject Next() => Assert.IsType<PendingObject>(_window.Next(fairly: false, load: true, DateTimeOffset.UnixEpoch));

    private void Walk(string walk) => _ = walk switch
    {
        "withdrawal" => _window.AddWalked(Tariff, default, withdrawing: true),
        "load" => _window.AddWalked(Tariff, default, withdrawing: false),
        _ => _window.AddReturned(Tariff, default),
    };

    private static Change Stored(long sequence) =>
        new(sequence, DateTimeOffset.UnixEpoch, ChangeKind.ObjectStored, Tariff, null, null, null, new ChangeBefore(sequence - 1, sequence > 1, sequence > 1));
}
