using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>How a partner is told of invoice records.</summary>
public sealed class InvoicePushTests
{
    [Fact]
    [Requirement("INV-002", "INV-004", "INV-005", "INV-006", "INV-016")]
    public async Task New_record_is_posted_a_changed_one_put_and_a_wrong_one_deleted()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await ConnectAsync(rig);
        await rig.StartAsync();
        rig.PutCdr("C1");
        Put(rig, "R1", "INV-1");
        await rig.IdleAsync(connection);
        Put(rig, "R1", "INV-2");
        await rig.IdleAsync(connection);
        rig.Store.Delete(Key(ModuleId.InvoiceReconciliation, "R1"));
        await rig.IdleAsync(connection);

        Assert.Equal(
            ["POST /r/cdrs", "POST /r/invoicereconciliation", "PUT /r/invoicereconciliation/NL/CPO/R1", "DELETE /r/invoicereconciliation/NL/CPO/R1"],
            partner.Requests.Select(request => request.ToString()));
        Assert.Equal(Record("R1", "INV-1"), partner.Requests[1].Body);
        Assert.Equal("INV-2", partner.Requests[2].Json.GetProperty("invoice_id").GetString());
        Assert.All(partner.Requests, request => Assert.Equal(("CPO", "MSP"), (request.Headers["OCPI-from-party-id"], request.Headers["OCPI-to-party-id"])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("INV-004", "INV-005")]
    public async Task Partner_that_knows_better_which_records_it_has_is_told_the_other_way(bool forgot)
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await ConnectAsync(rig);
        partner.Answer = request => Task.FromResult(request.Method switch
        {
            "POST" when !forgot => new Reply(200, Ocpi: 2001),
            "PUT" when forgot => new Reply(404, Ocpi: 2001),
            _ => Reply.Ok,
        });
        await rig.StartAsync();
        Put(rig, "R1", "INV-1");
        await rig.IdleAsync(connection);
        Put(rig, "R1", "INV-2");
        await rig.IdleAsync(connection);

        Assert.Equal(forgot ? ["POST", "PUT", "POST"] : ["POST", "PUT", "PUT"], partner.Requests.Select(request => request.Method));
        Assert.Equal("INV-2", partner.Requests[^1].Json.GetProperty("invoice_id").GetString());
    }

    [Fact]
    [Requirement("INV-001")]
    public async Task Record_goes_to_the_payer_alone_and_only_where_the_module_is_switched_on()
    {
        await using var rig = new DeliveryRig();
        var (payer, first) = await ConnectAsync(rig);
        var (other, second) = await ConnectAsync(rig, new PartyId("FR", "EMP"));
        var (off, third) = await rig.ConnectAsync(WithEndpoint, new PartyId("FR", "OFF"));
        await rig.StartAsync();

        // Reverse billing: the provider writes the invoice, and the operator pays; here it is told like anyone else.
        rig.Store.Put(Key(ModuleId.InvoiceReconciliation, "R1"), Record("R1", "INV-1"), audience: Msp);
        rig.Store.Put(Key(ModuleId.InvoiceReconciliation, "R2"), Record("R2", "INV-2"), audience: new PartyId("FR", "OFF"));
        foreach (var connection in new[] { first, second, third })
        {
            await rig.IdleAsync(connection);
        }

        Assert.Single(payer.Requests);
        Assert.Empty(other.Requests);
        Assert.Empty(off.Requests);
    }

    private static Task<(ScriptedPartner Partner, Connection Connection)> ConnectAsync(DeliveryRig rig, PartyId? party = null) => rig.ConnectAsync(
        c => WithEndpoint(c) with { Profile = new PartnerProfile { Modules = ModuleSwitches.Default.With(ModuleId.InvoiceReconciliation, ModuleUse.Both) } }, party);

    private static Connection WithEndpoint(Connection connection) => connection with
    {
        Endpoints =
        [
            .. connection.Endpoints,
            new PartnerEndpoint(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver, new Uri(connection.Endpoints[0].Url, "/r/invoicereconciliation")),
        ],
    };

    private static string Record(string id, string invoice) =>
        $$"""{"country_code":"NL","party_id":"CPO","id":"{{id}}","invoice_id":"{{invoice}}","cdrs":["C1"],"last_updated":"2026-05-04T08:00:00Z"}""";

    private static void Put(DeliveryRig rig, string id, string invoice) => rig.Store.Put(Key(ModuleId.InvoiceReconciliation, id), Record(id, invoice), audience: Msp);
}
