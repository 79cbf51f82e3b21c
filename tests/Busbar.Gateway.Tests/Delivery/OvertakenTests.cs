using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>A message that carries a newer state than the one it was sent for, and is still under way when the log tells of that state and of more.</summary>
public sealed class OvertakenTests : IAsyncDisposable
{
    private readonly DeliveryRig _rig = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Agreement_that_goes_meanwhile_takes_back_what_the_message_brought(bool removedBefore)
    {
        var (partner, connection) = await _rig.ConnectAsync();
        await _rig.StartAsync();
        _rig.PutTariff("T1");
        await _rig.IdleAsync(connection);
        await HoldAsync(partner, () =>
        {
            if (removedBefore)
            {
                _rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
            }
            else
            {
                _rig.PutTariff("T1");
            }
        });
        await _rig.AgreeAsync();
        await Until(() => _rig.Status(connection).Sweeping);
        _release.SetResult();
        await _rig.IdleAsync(connection);

        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", partner.Requests[^1].ToString());
    }

    [Fact]
    public async Task Version_that_changes_meanwhile_gets_the_object_in_its_own_form()
    {
        var (partner, connection) = await _rig.ConnectAsync(c => c with { Version = OcpiVersion.V221 });
        await _rig.StartAsync();
        await _rig.IdleAsync(connection);
        await HoldAsync(partner, () => _rig.PutTariff("T1"));
        await _rig.SaveAsync(connection with { Version = OcpiVersion.V230 });
        await Until(() => _rig.Status(connection).Sweeping);
        _release.SetResult();
        await _rig.IdleAsync(connection);

        Assert.Equal(["PUT /r/tariffs/NL/CPO/T1", "PUT /r/tariffs/NL/CPO/T1"], partner.Requests.Select(r => r.ToString()));
        Assert.False(partner.Requests[0].Json.TryGetProperty("tax_included", out _));
        Assert.True(partner.Requests[1].Json.TryGetProperty("tax_included", out _));
    }

    [Fact]
    public async Task Removal_that_follows_is_told_although_the_object_was_gone_before_the_message_too()
    {
        var (partner, connection) = await _rig.ConnectAsync();
        await _rig.StartAsync();
        _rig.PutTariff("T1");
        await _rig.IdleAsync(connection);
        await HoldAsync(partner, () => _rig.Store.Delete(Key(ModuleId.Tariffs, "T1")));
        _rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));

        // Where this one has arrived, the log was read as far.
        _rig.PutTariff("T2");
        await Until(() => partner.Requests.Any(r => r.Path.EndsWith("T2", StringComparison.Ordinal)));
        _release.SetResult();
        await _rig.IdleAsync(connection);

        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", partner.Requests[^1].ToString());
    }

    [Fact]
    public async Task Change_that_the_message_brought_is_taken_back_with_the_next_one()
    {
        var (partner, connection) = await _rig.ConnectAsync();
        await _rig.StartAsync();
        _rig.PutLocation("T1");
        await _rig.IdleAsync(connection);

        // The whole Location goes out with the EVSE as a later change left it; then the EVSE is as it was.
        await HoldAsync(partner, () => _rig.PutLocation("T1", version: 2), () => _rig.PutLocation("T1", "CHARGING", 2, "E1"));
        _rig.PutLocation("T1", version: 2, evse: "E1");
        _rig.PutTariff("T2");
        await Until(() => partner.Requests.Any(r => r.Path.EndsWith("T2", StringComparison.Ordinal)));
        _release.SetResult();
        await _rig.IdleAsync(connection);

        var sent = partner.Requests.Where(r => r.Path.Contains("/T1", StringComparison.Ordinal)).ToList();
        Assert.Equal("CHARGING", sent[1].Json.GetProperty("evses")[0].GetProperty("status").GetString());
        Assert.Equal("AVAILABLE", sent[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Removal_that_a_load_meets_is_left_to_the_change()
    {
        var (partner, connection) = await _rig.ConnectAsync();
        await _rig.StartAsync();
        _rig.PutTariff("T1");
        await _rig.IdleAsync(connection);
        partner.Forget();

        // The new agreement shows what the partner has already; the load finds it gone before the log tells of that.
        _rig.Store.BeforeFind = () =>
        {
            _rig.Store.BeforeFind = null;
            _rig.Store.Delete(Key(ModuleId.Tariffs, "T1"));
        };
        await _rig.AgreeAsync(_rig.Ports.Everyone, _rig.Ports.Everyone with { Id = Guid.NewGuid(), From = Cpo, To = Msp });
        await _rig.IdleAsync(connection);

        Assert.Equal("DELETE /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>Changes T1, changes it once more before its state is read, and keeps the message with that under way.</summary>
    private async Task HoldAsync(ScriptedPartner partner, Action change, Action? again = null)
    {
        var held = 0;
        partner.Answer = async request =>
        {
            if (request.Path.EndsWith("T1", StringComparison.Ordinal) && Interlocked.Exchange(ref held, 1) == 0)
            {
                await _release.Task;
            }

            return Reply.Ok;
        };
        _rig.Store.BeforeFind = () =>
        {
            _rig.Store.BeforeFind = null;
            (again ?? (() => _rig.PutTariff("T1")))();
        };
        change();
        await Until(() => Volatile.Read(ref held) == 1);
    }
}
