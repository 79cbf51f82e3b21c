using Busbar.Core.Nodes;
using Busbar.Gateway.Tests.Delivery;

namespace Busbar.Gateway.Tests.Nodes;

public sealed class LeaseTests
{
    private static readonly string[] Everything = [.. Enumerable.Range(0, 300).Select(number => $"work {number}")];

    private readonly MemoryNodes _store = new();
    private readonly ManualTime _time = new();
    private readonly LeaseOptions _options = new();

    [Fact]
    public async Task Work_is_shared_so_that_each_piece_is_done_by_one_and_everybody_does_some()
    {
        var nodes = await StartAsync(3);

        Assert.All(Everything, work => Assert.Single(nodes, node => node.Holds(work)));
        Assert.All(nodes, node => Assert.InRange(Everything.Count(node.Holds), 50, 150));
    }

    [Fact]
    public async Task Work_of_a_process_that_stopped_beating_is_taken_over_after_the_looks_and_not_before()
    {
        var nodes = await StartAsync(3);
        var lost = Everything.Where(nodes[0].Holds).ToList();
        for (var look = 0; look < _options.LooksUntilDead - 1; look++)
        {
            await TurnAsync(nodes[1], nodes[2]);
            Assert.DoesNotContain(lost, work => nodes[1].Holds(work) || nodes[2].Holds(work));
        }

        await TurnAsync(nodes[1], nodes[2]);
        await TurnAsync(nodes[1], nodes[2]);
        Assert.All(lost, work => Assert.Single(nodes, node => node.Holds(work)));
    }

    [Fact]
    public async Task Process_that_was_paused_holds_nothing_before_the_others_can_have_begun_and_comes_back_as_another()
    {
        var nodes = await StartAsync(3);
        var (paused, before) = (nodes[0], nodes[0].Node);
        for (var look = 0; look < 4; look++)
        {
            await TurnAsync(nodes[1], nodes[2]);
        }

        // The clock went on while it stood still: four seconds, and the others wait for six looks.
        Assert.DoesNotContain(Everything, paused.Holds);
        Assert.Null(paused.TryUse(Everything[0]));
        for (var look = 0; look < 4; look++)
        {
            await TurnAsync(nodes[1], nodes[2]);
        }

        var told = 0;
        paused.Changed += () => told++;
        await paused.TurnAsync(Everything, Cancellation);
        Assert.NotEqual(before, paused.Node);
        Assert.Equal(1, told);
        await TurnAsync(nodes);
        await TurnAsync(nodes);
        await TurnAsync(nodes);
        Assert.All(Everything, work => Assert.Single(nodes, node => node.Holds(work)));
    }

    [Fact]
    public async Task Database_that_was_away_for_everybody_kills_nobody()
    {
        var nodes = await StartAsync(2);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Everything, work => nodes.Any(node => node.Holds(work)));

        // Whoever wanted to work meanwhile and could not is told that it may again: nothing else would wake it.
        var told = 0;
        nodes[0].Changed += () => told++;
        var before = nodes.Select(node => node.Node).ToList();
        await TurnAsync(nodes);
        await TurnAsync(nodes);
        Assert.Equal(1, told);
        Assert.Equal(before, nodes.Select(node => node.Node));
        Assert.All(Everything, work => Assert.Single(nodes, node => node.Holds(work)));
    }

    [Fact]
    public async Task New_process_gets_its_share_only_when_nobody_uses_it_any_more()
    {
        var nodes = await StartAsync(1);
        var uses = Everything.ToDictionary(work => work, work => nodes[0].TryUse(work)!);
        var newcomer = new Leases(_store, _options, _time);
        await TurnAsync(newcomer, nodes[0]);
        await TurnAsync(newcomer, nodes[0]);
        var moving = Everything.Where(work => !nodes[0].Holds(work)).ToList();
        Assert.NotEmpty(moving);
        Assert.DoesNotContain(moving, newcomer.Holds);
        Assert.All(moving, work => Assert.Null(nodes[0].TryUse(work)));

        foreach (var use in uses.Values)
        {
            use.Dispose();
            use.Dispose();
        }

        await TurnAsync(nodes[0], newcomer);
        await TurnAsync(nodes[0], newcomer);
        Assert.All(moving, work => Assert.True(newcomer.Holds(work)));
        Assert.All(Everything, work => Assert.Single([nodes[0], newcomer], node => node.Holds(work)));
    }

    [Fact]
    public async Task Process_that_leaves_in_order_is_followed_at_once()
    {
        var nodes = await StartAsync(2);
        await nodes[0].LeaveAsync(Cancellation);
        await TurnAsync(nodes[1]);

        Assert.All(Everything, work => Assert.True(nodes[1].Holds(work)));
        Assert.DoesNotContain(Everything, nodes[0].Holds);
    }

    [Fact]
    public void Process_that_is_alone_may_do_everything_without_asking()
    {
        Assert.True(Leases.Alone.Holds("anything"));
        Assert.NotNull(Leases.Alone.TryUse("anything"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<Leases[]> StartAsync(int count)
    {
        Leases[] nodes = [.. Enumerable.Range(0, count).Select(_ => new Leases(_store, _options, _time))];
        for (var turn = 0; turn < 4; turn++)
        {
            await TurnAsync(nodes);
        }

        return nodes;
    }

    /// <summary>A second passes, in which these processes take a turn.</summary>
    private async Task TurnAsync(params Leases[] nodes)
    {
        _time.Advance(_options.Interval);
        foreach (var node in nodes)
        {
            await node.TurnAsync(Everything, Cancellation);
        }
    }
}
