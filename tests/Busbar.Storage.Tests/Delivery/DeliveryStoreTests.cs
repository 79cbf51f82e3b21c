using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Settings;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Delivery;

public abstract class DeliveryStoreTests<TStore> : PartnerStoreTests<TStore>
    where TStore : TestStore, new()
{
    private IRefusalStore Refusals => Store.Get<IRefusalStore>();

    [Fact]
    public async Task Cursor_is_kept_with_its_sweep_and_not_for_aPartner_that_is_gone()
    {
        var cursors = Store.Get<ICursorStore>();
        Assert.Null(await cursors.FindAsync(Partner, Cancellation));
        await Store.HoldAsync(Partner);
        await cursors.SaveAsync(Partner, new DeliveryCursor(7, new SweepPosition(ModuleId.Tariffs, 12), "mark"), Cancellation);
        Assert.Equal(new DeliveryCursor(7, new SweepPosition(ModuleId.Tariffs, 12), "mark"), await cursors.FindAsync(Partner, Cancellation));
        await cursors.SaveAsync(Partner, new DeliveryCursor(9), Cancellation);
        await Store.RestartAsync();
        Assert.Equal(new DeliveryCursor(9), await Store.Get<ICursorStore>().FindAsync(Partner, Cancellation));

        var gone = Guid.NewGuid();
        await Store.HoldAsync(gone);
        await Store.Get<ICursorStore>().SaveAsync(gone, new DeliveryCursor(1), Cancellation);
        Assert.Null(await Store.Get<ICursorStore>().FindAsync(gone, Cancellation));
    }

    [Fact]
    public async Task Reach_is_kept_beside_the_cursor()
    {
        var cursors = Store.Get<ICursorStore>();
        await Store.HoldAsync(Partner);
        await cursors.SaveAsync(Partner, new DeliveryCursor(7), Cancellation);
        Assert.Null(await cursors.FindReachAsync(Partner, Cancellation));
        var named = new ModuleGrant(ModuleId.Locations, new ObjectGrant(Owner, null, true));
        var open = new ModuleGrant(ModuleId.Tariffs, new ObjectGrant());
        await cursors.SaveReachAsync(Partner, new DeliveryReach { Settled = [named], Loading = [open], Known = [named, open], ChangedAt = Noon }, Cancellation);
        await cursors.SaveAsync(Partner, new DeliveryCursor(9), Cancellation);
        await Store.RestartAsync();

        var reach = (await Store.Get<ICursorStore>().FindReachAsync(Partner, Cancellation))!;
        Assert.Equal([named], reach.Settled);
        Assert.Equal([open], reach.Loading);
        Assert.Equal([named, open], reach.Known);
        Assert.Equal(Noon, reach.ChangedAt);
    }

    [Fact]
    public async Task What_has_no_form_in_a_version_is_written_once_and_tells_which_states_had_none()
    {
        var withheld = Store.Get<IWithheldStore>();
        var key = Location("1");
        for (var i = 0; i < 4; i++)
        {
            await Store.Objects.PutAsync(key, Document($"{i}"));
        }

        // The first state had a form, the second and the third have none.
        Assert.False(await withheld.AddAsync(Of(2), 1, 1, Cancellation));
        Assert.False(await withheld.AddAsync(Of(2), 1, 1, Cancellation));
        Assert.True(await withheld.AddAsync(Of(3), 2, 2, Cancellation));
        Assert.False(await withheld.AddAsync(Of(3), 2, 1, Cancellation));
        Assert.False(await withheld.AddAsync(Of(3) with { Version = OcpiVersion.V22 }, 2, 2, Cancellation));
        var told = (await Store.Changes.ReadAsync(0, 100, Cancellation)).Where(change => change.Kind == ChangeKind.ObjectWithheld).ToList();
        Assert.Equal(2, told.Count);
        Assert.Equal((key, """{"version":"2.1.1","reason":"Private."}"""), (told[0].Object!.Value, told[0].Detail));

        // A state that follows upon one that nobody looked at begins anew.
        Assert.True(await withheld.AddAsync(Of(4), null, 3, Cancellation));
        Assert.False(await withheld.AddAsync(Of(4), null, 3, Cancellation));
        await withheld.RemoveAsync(key, OcpiVersion.V211, Cancellation);
        Assert.False(await withheld.AddAsync(Of(4), 3, 3, Cancellation));

        // Those are listed that have no form as they stand.
        Assert.Empty(await withheld.ListAsync(ModuleId.Locations, OcpiVersion.V211, 10, Cancellation));
        var present = Of((await Store.Objects.FindAsync(key, Cancellation))!.Sequence);
        await withheld.AddAsync(present, null, null, Cancellation);
        Assert.Equal([present], await withheld.ListAsync(ModuleId.Locations, OcpiVersion.V211, 10, Cancellation));
        Assert.Empty(await withheld.ListAsync(ModuleId.Sessions, OcpiVersion.V211, 10, Cancellation));

        WithheldObject Of(long sequence) => new(key, OcpiVersion.V211, sequence, Noon, "Private.");
    }

    [Fact]
    public async Task Receipt_is_added_once_and_the_newest_location_is_known()
    {
        var receipts = Store.Get<IReceiptStore>();
        var key = new ObjectKey(ModuleId.Cdrs, Owner, "CDR1");
        var receipt = new Receipt(Partner, key, Noon, new Uri("https://partner.example/cdrs/1"));
        await receipts.AddAsync(receipt, Cancellation);
        await receipts.AddAsync(receipt with { At = Noon.AddHours(1), Location = null }, Cancellation);
        await receipts.AddAsync(new Receipt(Partner, new ObjectKey(ModuleId.Cdrs, Owner, "CDR2"), Noon.AddHours(2), null), Cancellation);

        Assert.Equal(receipt, await receipts.FindAsync(Partner, new ObjectKey(ModuleId.Cdrs, new PartyId("nl", "tnm"), "cdr1"), Cancellation));
        Assert.Equal(receipt, await receipts.FindLastWithLocationAsync(Partner, Cancellation));
        Assert.Null(await receipts.FindAsync(Guid.NewGuid(), key, Cancellation));
        Assert.Null(await receipts.FindAsync(Partner, new ObjectKey(ModuleId.Cdrs, Owner, "CDR3"), Cancellation));
    }

    [Fact]
    public async Task Refusals_are_kept_listed_newest_first_and_counted()
    {
        var first = Refusal("1", Noon) with { HttpStatus = 200, OcpiStatus = 2001, Exchange = Guid.NewGuid() };
        var second = Refusal("2", Noon.AddMinutes(1));
        await Refusals.AddAsync(first, Cancellation);
        await Refusals.AddAsync(second, Cancellation);
        await Store.RestartAsync();

        Assert.Equal(first, await Refusals.FindAsync(first.Id, Cancellation));
        Assert.Equal([second, first], await Refusals.ListAsync(null, null, null, 10, Cancellation));
        Assert.Equal([second], await Refusals.ListAsync(Partner, RefusalState.Open, null, 1, Cancellation));
        Assert.Equal([first], await Refusals.ListAsync(null, null, second.At, 10, Cancellation));
        Assert.Empty(await Refusals.ListAsync(Guid.NewGuid(), null, null, 10, Cancellation));
        Assert.Equal(2, await Refusals.CountAsync(Partner, RefusalState.Open, Cancellation));
        Assert.Equal(0, await Refusals.CountAsync(null, RefusalState.Resolved, Cancellation));
    }

    [Fact]
    public async Task Refusals_are_selected_by_what_they_are_about_and_walked_oldest_first()
    {
        var first = Refusal("1", Noon) with { HttpStatus = 200, OcpiStatus = 2001, Reason = "Price is 100% wrong" };
        var second = Refusal("2", Noon.AddMinutes(1)) with { HttpStatus = 400, Reason = "No such tariff" };
        var third = Refusal("1", Noon.AddMinutes(2)) with { State = RefusalState.Superseded, OcpiStatus = 2001 };
        foreach (var refusal in (Refusal[])[first, second, third])
        {
            await Refusals.AddAsync(refusal, Cancellation);
        }

        Assert.Equal([first, second, third], await SelectAsync(new RefusalFilter()));
        Assert.Equal([first], await SelectAsync(new RefusalFilter { State = RefusalState.Open, Object = first.Object, Connection = Partner, Module = ModuleId.Locations }));
        Assert.Equal([first, third], await SelectAsync(new RefusalFilter { OcpiStatus = 2001 }));
        Assert.Equal([second], await SelectAsync(new RefusalFilter { HttpStatus = 400 }));
        Assert.Equal([first], await SelectAsync(new RefusalFilter { Reason = "100% WRONG" }));
        Assert.Empty(await SelectAsync(new RefusalFilter { Reason = "100_ wrong" }));
        Assert.Equal([second], await SelectAsync(new RefusalFilter { Since = second.At, Until = third.At }));
        Assert.Equal([second], await SelectAsync(new RefusalFilter { After = (first.At, first.Id), Limit = 1 }));
        Assert.Equal(2, await Refusals.CountAsync(new RefusalFilter { State = RefusalState.Open }, Cancellation));

        async Task<IReadOnlyList<Refusal>> SelectAsync(RefusalFilter filter) => await Refusals.SelectAsync(filter, Cancellation);
    }

    [Fact]
    public async Task Refusal_changes_reach_the_log_once_each()
    {
        var refusal = Refusal("1", Noon);
        await Refusals.AddAsync(refusal, Cancellation);
        await Refusals.SetStateAsync(refusal.Id, RefusalState.Resolved, Cancellation);
        await Refusals.SetStateAsync(refusal.Id, RefusalState.Resolved, Cancellation);
        var changes = (await Store.Changes.ReadAsync(1, 10, Cancellation)).ToList();

        Assert.Equal(
            [$$"""{"refusal":"{{refusal.Id}}","state":"open"}""", $$"""{"refusal":"{{refusal.Id}}","state":"resolved"}"""], changes.Select(change => change.Detail!));
        Assert.All(changes, change => Assert.Equal((ChangeKind.RefusalChanged, Partner), (change.Kind, change.Connection)));
    }

    [Fact]
    public async Task Supersede_marks_only_open_refusals_of_that_object()
    {
        var open = Refusal("1", Noon);
        var resolved = Refusal("1", Noon) with { State = RefusalState.Resolved };
        var ofAnother = Refusal("2", Noon);
        foreach (var refusal in (Refusal[])[open, resolved, ofAnother])
        {
            await Refusals.AddAsync(refusal, Cancellation);
        }

        await Refusals.SupersedeAsync(Partner, Location("1", new PartyId("nl", "tnm")), Cancellation);
        await Refusals.SupersedeAsync(Partner, Location("3"), Cancellation);

        Assert.Equal(RefusalState.Superseded, (await Refusals.FindAsync(open.Id, Cancellation))!.State);
        Assert.Equal(RefusalState.Resolved, (await Refusals.FindAsync(resolved.Id, Cancellation))!.State);
        Assert.Equal(RefusalState.Open, (await Refusals.FindAsync(ofAnother.Id, Cancellation))!.State);
    }

    [Fact]
    public async Task Settings_are_written_read_and_replaced()
    {
        var settings = Store.Get<ISettingStore>();
        Assert.Null(await settings.ReadAsync("a", Cancellation));
        await settings.WriteAsync("a", "1", Cancellation);
        await settings.WriteAsync("a", "2", Cancellation);
        await Store.RestartAsync();
        Assert.Equal("2", await Store.Get<ISettingStore>().ReadAsync("a", Cancellation));
    }

    private Refusal Refusal(string id, DateTimeOffset at) => new()
    {
        Id = Guid.NewGuid(), Connection = Partner, Object = Location(id), Sequence = 3, At = at, Reason = "No such tariff.", State = RefusalState.Open,
    };
}

public sealed class SqliteDeliveryStoreTests : DeliveryStoreTests<SqliteTestStore>;

public sealed class PostgreSqlDeliveryStoreTests : DeliveryStoreTests<PostgreSqlTestStore>;
