using Busbar.Core.Objects;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

public sealed class OutgoingObjectsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_depends_on_how_many_objects_change_and_not_on_how_often()
    {
        await using var rig = new DeliveryRig();
        var outgoing = new OutgoingObjects(rig.Store, rig.Translator, new PushOptions());
        var bytes = new List<long>();
        for (var version = 1; version <= 50; version++)
        {
            await outgoing.GetAsync(Key(ModuleId.Locations, "L1"), rig.PutLocation("L1", version: version), Cancellation);
            bytes.Add(outgoing.Bytes);
        }

        Assert.Equal(bytes[10], bytes[^1], bytes[10] / 100);
        Assert.InRange(bytes[^1], bytes[0], 6 * bytes[0]);
    }

    [Fact]
    public async Task Objects_that_changed_longest_ago_leave_when_there_is_no_room()
    {
        await using var rig = new DeliveryRig();
        var outgoing = new OutgoingObjects(rig.Store, rig.Translator, new PushOptions { CacheBytes = 100_000 });
        var kept = await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), rig.PutTariff("T0"), Cancellation);
        Assert.Same(kept, await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), 0, Cancellation));
        for (var number = 1; number < 100; number++)
        {
            await outgoing.GetAsync(Key(ModuleId.Tariffs, $"T{number}"), rig.PutTariff($"T{number}"), Cancellation);
            Assert.InRange(outgoing.Bytes, 1, 100_000);
        }

        Assert.NotSame(kept, await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), 0, Cancellation));
    }

    [Fact]
    public async Task What_was_erased_is_not_sent_from_memory()
    {
        await using var rig = new DeliveryRig();
        var watch = new Watch();
        var outgoing = new OutgoingObjects(rig.Store, rig.Translator, new PushOptions(), watch);
        var kept = await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), rig.PutTariff("T0"), Cancellation);
        Assert.Same(kept, await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), 0, Cancellation));

        watch.Removed = 7;
        Assert.NotSame(kept, await outgoing.GetAsync(Key(ModuleId.Tariffs, "T0"), 0, Cancellation));
        Assert.InRange(outgoing.Bytes, 1, 100_000);
    }

    private sealed class Watch : IObjectWatch
    {
        public long Removed { get; set; }

        public ObjectMoment? Now(ModuleId module) => null;

        public bool IsUnchanged(ModuleId module, ObjectMoment since, ReadOnlySpan<int> keys) => false;
    }
}
