using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Gateway.Tests.Delivery;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.AddOns.AddOnSamples;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>How objects of the add-ons are pushed to partners and pulled from them.</summary>
public sealed class AddOnDeliveryTests
{
    private static readonly PartyId Ptp = new("AT", "PTP");
    private static readonly PartyId Cpo = new("NL", "CPO");
    private static readonly PartyId Msp = new("DE", "MSP");

    [Fact]
    [Requirement("PAY-004", "PAY-014", "PAY-031", "PAY-033")]
    public async Task Terminals_and_confirmations_are_posted_to_their_cpo()
    {
        await using var rig = new DeliveryRig();
        var (cpo, connection) = await rig.ConnectAsync(With("payments"), Cpo, Role.Cpo);
        var (other, otherConnection) = await rig.ConnectAsync(With("payments"), new PartyId("FR", "OTH"), Role.Cpo);
        await rig.StartAsync();

        rig.Store.Put(Key(OwnedModule.Terminals, Ptp, "T1"), Terminal("T1"), audience: Cpo);
        rig.Store.Put(Key(OwnedModule.FinancialAdviceConfirmations, Ptp, "F1"), Confirmation("F1"), audience: Cpo);
        await rig.IdleAsync(connection);
        await rig.IdleAsync(otherConnection);

        Assert.Equal(["POST /r/payments/financial-advice-confirmations", "POST /r/payments/terminals"], cpo.Requests.Select(request => request.ToString()).Order());
        Assert.All(cpo.Requests, request => Assert.Equal(("PTP", "CPO"), (request.Headers["OCPI-from-party-id"], request.Headers["OCPI-to-party-id"])));
        Assert.Empty(other.Requests);
    }

    [Fact]
    [Requirement("BOK-028", "BOK-037")]
    public async Task Booking_locations_and_bookings_are_put_below_their_owner_and_never_deleted()
    {
        await using var rig = new DeliveryRig();
        var (emsp, connection) = await rig.ConnectAsync(With("bookings"));
        var (other, otherConnection) = await rig.ConnectAsync(With("bookings"), new PartyId("FR", "OTH"), Role.Emsp);
        await rig.StartAsync();

        rig.Store.Put(Key(OwnedModule.BookingLocations, Cpo, "BL1"), BookingLocation("BL1"));
        rig.Store.Put(Key(OwnedModule.Bookings, Cpo, "B1"), Booking("B1", "R1"), audience: Msp);
        await rig.IdleAsync(connection);
        await rig.IdleAsync(otherConnection);
        Assert.Equal(["PUT /r/bookings/NL/CPO/B1", "PUT /r/bookings/NL/CPO/booking_locations/BL1"], emsp.Requests.Select(request => request.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("PUT /r/bookings/NL/CPO/booking_locations/BL1", Assert.Single(other.Requests).ToString());

        // What cannot be booked any more has no free time; a booking stays what it was.
        rig.Store.Delete(Key(OwnedModule.BookingLocations, Cpo, "BL1"));
        rig.Store.Delete(Key(OwnedModule.Bookings, Cpo, "B1"));
        await rig.IdleAsync(connection);
        var last = Assert.Single(emsp.Requests.Skip(2));
        Assert.Equal("PUT /r/bookings/NL/CPO/booking_locations/BL1", last.ToString());
        Assert.Equal(0, last.Json.GetProperty("calendars").GetArrayLength());
    }

    [Fact]
    public async Task Partners_of_older_versions_and_those_without_the_module_get_nothing()
    {
        await using var rig = new DeliveryRig();
        var (old, oldConnection) = await rig.ConnectAsync(c => With("bookings")(c) with { Version = OcpiVersion.V221 });
        var (off, offConnection) = await rig.ConnectAsync(c => With("bookings")(c) with { Profile = new PartnerProfile() }, new PartyId("FR", "OTH"), Role.Emsp);
        await rig.StartAsync();
        rig.Store.Put(Key(OwnedModule.BookingLocations, Cpo, "BL1"), BookingLocation("BL1"));
        await rig.IdleAsync(oldConnection);
        await rig.IdleAsync(offConnection);

        Assert.Empty(old.Requests);
        Assert.Empty(off.Requests);
    }

    [Fact]
    [Requirement("PAY-004", "BOK-018", "BOK-020")]
    public async Task Everything_that_a_partner_lists_is_pulled_from_its_collections()
    {
        await using var rig = await PullRig.StartAsync(parties: [new(Cpo, Role.Cpo, "Posts"), new(Ptp, Role.From("PTP"), "Pay")], modules: [ModuleId.Payments, ModuleId.Bookings]);
        await SwitchOnAsync(rig);
        rig.Lists["terminals"] = [Terminal("T1"), Terminal("T2"), Terminal("T3"), Terminal("T4")];
        rig.Lists["financial-advice-confirmations"] = [Confirmation("F1")];
        rig.Lists["booking_locations"] = [.. Enumerable.Range(1, 7).Select(number => BookingLocation($"BL{number}"))];
        rig.Lists["bookings"] = [Booking("B1", "R1")];

        var report = await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, full: true), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["booking_locations 7", "bookings 1", "financial-advice-confirmations 1", "terminals 4"],
            report.Modules.Select(module => $"{module.Module} {module.Stored}").Order(StringComparer.Ordinal));
        Assert.NotNull(await rig.Store.FindAsync(Key(OwnedModule.Terminals, Ptp, "T4"), TestContext.Current.CancellationToken));
        Assert.Equal(Msp, (await rig.Store.FindAsync(Key(OwnedModule.Bookings, Cpo, "B1"), TestContext.Current.CancellationToken))!.Facts.Audience);

        // What a complete list of booking locations no longer names is not valid any more; bookings and payments stay.
        rig.Lists["booking_locations"] = [.. Enumerable.Range(1, 6).Select(number => BookingLocation($"BL{number}"))];
        rig.Lists["terminals"] = [];
        rig.Lists["bookings"] = [];
        await rig.Pull.PullAsync(new PullRequest(rig.Connection.Id, full: true), TestContext.Current.CancellationToken);
        Assert.True((await rig.Store.FindAsync(Key(OwnedModule.BookingLocations, Cpo, "BL7"), TestContext.Current.CancellationToken))!.Deleted);
        Assert.False((await rig.Store.FindAsync(Key(OwnedModule.Bookings, Cpo, "B1"), TestContext.Current.CancellationToken))!.Deleted);
        Assert.False((await rig.Store.FindAsync(Key(OwnedModule.Terminals, Ptp, "T1"), TestContext.Current.CancellationToken))!.Deleted);
    }

    private static ObjectKey Key(OwnedModule module, PartyId owner, string id) => new(module.Module, owner, id);

    private static Func<Connection, Connection> With(string module) => connection => connection with
    {
        Profile = WithAddOns,
        Endpoints = [new PartnerEndpoint(new ModuleId(module), InterfaceRole.Receiver, new Uri(connection.Endpoints[0].Url, $"/r/{module}"))],
    };

    private static Task<Connection?> SwitchOnAsync(PullRig rig) => rig.Directory.ChangeAsync(
        _ => new ConnectionChange(rig.Connection with { Profile = WithAddOns with { PageSize = 3, RemovalGrace = TimeSpan.Zero } }, TokenChanges.None), TestContext.Current.CancellationToken);
}
