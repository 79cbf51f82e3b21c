using System.Text.Json;
using Busbar.Core.Nodes;
using Busbar.Delivery.Tariffs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging.Abstractions;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>Partners of 2.1.1 are told when a tariff begins or ends, although nobody changed anything.</summary>
public sealed class TariffDateTests
{
    [Fact]
    public async Task Who_cannot_be_told_dates_is_told_at_them()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        var turn = rig.Time.GetUtcNow().AddHours(1);
        await rig.StartAsync();
        var dates = new TariffDates(new Retelling(rig.Store), rig.Directory, Leases.Alone, rig.Ports, rig.Time, NullLogger<TariffDates>.Instance);
        await dates.LookAsync(TestContext.Current.CancellationToken);
        rig.Store.Put(Key(ModuleId.Tariffs, "T1"), Dated("T1", $"\"end_date_time\":\"{turn:yyyy-MM-ddTHH:mm:ssZ}\","));
        rig.Store.Put(Key(ModuleId.Tariffs, "T2"), Dated("T2", $"\"start_date_time\":\"{turn:yyyy-MM-ddTHH:mm:ssZ}\","));
        rig.Store.Put(Key(ModuleId.Tariffs, "T3"), Tariff("T3"));
        rig.Store.Put(Key(ModuleId.Locations, "L1"), Location("L1", tariff: "T1\",\"T2"));
        rig.PutLocation("L2", tariff: "T3");
        await rig.IdleAsync(connection);
        Assert.Equal("T1", Tariffs(partner));

        var before = partner.Requests.Count;
        rig.Time.Advance(TimeSpan.FromMinutes(59));
        await dates.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, partner.Requests.Count);

        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await dates.LookAsync(TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);

        var told = partner.Requests.Skip(before).Select(request => request.ToString()).ToList();
        Assert.Contains("PUT /r/tariffs/NL/CPO/T2", told);
        Assert.Contains("PUT /r/locations/NL/CPO/L1", told);
        Assert.DoesNotContain(told, request => request.EndsWith("/L2", StringComparison.Ordinal) || request.EndsWith("/T3", StringComparison.Ordinal));
        Assert.Equal("T2", Tariffs(partner));

        var sequence = rig.Store.LastSequence;
        await dates.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(sequence, rig.Store.LastSequence);
    }

    [Theory]
    [InlineData(false)] // before the first look of the first process
    [InlineData(true)] // while no process ran for days
    public async Task What_begins_before_a_process_has_looked_is_told_as_well(bool again)
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V211 });
        await rig.StartAsync();
        var dates = Dates();
        rig.Store.Put(Key(ModuleId.Tariffs, "T1"), Dated("T1", $"\"start_date_time\":\"{rig.Time.GetUtcNow().AddSeconds(30):yyyy-MM-ddTHH:mm:ssZ}\","));
        await rig.IdleAsync(connection);
        Assert.Empty(partner.Requests);
        if (again)
        {
            await dates.LookAsync(TestContext.Current.CancellationToken);
            rig.Time.Advance(TimeSpan.FromDays(3));
            dates = Dates();
        }

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await dates.LookAsync(TestContext.Current.CancellationToken);
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/tariffs/NL/CPO/T1", Assert.Single(partner.Requests).ToString());

        TariffDates Dates() => new(new Retelling(rig.Store), rig.Directory, Leases.Alone, rig.Ports, rig.Time, NullLogger<TariffDates>.Instance);
    }

    [Fact]
    public async Task Nobody_is_told_where_every_partner_knows_the_dates()
    {
        await using var rig = new DeliveryRig();
        var (_, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        var dates = new TariffDates(new Retelling(rig.Store), rig.Directory, Leases.Alone, rig.Ports, rig.Time, NullLogger<TariffDates>.Instance);
        rig.Store.Put(Key(ModuleId.Tariffs, "T1"), Dated("T1", $"\"end_date_time\":\"{rig.Time.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\","));
        await rig.IdleAsync(connection);
        await dates.LookAsync(TestContext.Current.CancellationToken);
        rig.Time.Advance(TimeSpan.FromHours(2));

        await dates.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, rig.Store.LastSequence);
    }

    private static string Tariffs(ScriptedPartner partner) =>
        JsonDocument.Parse(partner.Requests.Last(request => request.Path.EndsWith("/L1", StringComparison.Ordinal)).Body).RootElement
            .GetProperty("evses")[0].GetProperty("connectors")[0].GetProperty("tariff_id").GetString()!;

    private static string Dated(string id, string date) => Tariff(id).Replace("\"currency\"", $"{date}\"currency\"", StringComparison.Ordinal);
}
