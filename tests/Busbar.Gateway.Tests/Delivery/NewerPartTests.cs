using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>A part is told of from the newest state, which the log may not have told of yet: what follows starts from what the partner has, and from nothing older.</summary>
public sealed class NewerPartTests
{
    [Fact]
    public async Task Status_that_was_told_ahead_of_the_log_and_went_back_is_told()
    {
        await using var rig = new DeliveryRig();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1", "AVAILABLE", version: 1);
        await rig.IdleAsync(connection);
        var held = 0;
        partner.Answer = async request =>
        {
            if (Interlocked.Exchange(ref held, 1) == 0)
            {
                await release.Task;
            }

            return Reply.Ok;
        };
        rig.Store.BeforeFind = () =>
        {
            rig.Store.BeforeFind = null;
            rig.PutLocation("L1", "CHARGING", version: 3, evse: "E1");
        };
        rig.PutLocation("L1", "AVAILABLE", version: 2, evse: "E1");
        await Until(() => Volatile.Read(ref held) == 1);
        rig.PutLocation("L1", "AVAILABLE", version: 4, evse: "E1");
        release.SetResult();
        await rig.IdleAsync(connection);
        Assert.Contains("AVAILABLE", partner.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2L, true)]
    [InlineData(1L, false)]
    [InlineData(null, true)]
    public async Task Evse_goes_whole_where_the_state_that_the_partner_has_was_never_at_hand(long? has, bool isWhole)
    {
        // Another process told the partner of the second state, and this one saw the first and the third.
        await using var rig = new DeliveryRig();
        var outgoing = new OutgoingObjects(rig.Store, rig.Translator, new PushOptions());
        await outgoing.GetAsync(Key(ModuleId.Locations, "L1"), rig.PutLocation("L1", "AVAILABLE", version: 1), TestContext.Current.CancellationToken);
        rig.PutLocation("L1", "CHARGING", version: 2, evse: "E1");
        var state = await outgoing.GetAsync(
            Key(ModuleId.Locations, "L1"), rig.PutLocation("L1", "AVAILABLE", version: 3, evse: "E1"), TestContext.Current.CancellationToken);

        var message = await state!.EvseAsync(OcpiVersion.V221, "E1", has);
        Assert.Equal(isWhole, message!.Changes is null);
    }
}
