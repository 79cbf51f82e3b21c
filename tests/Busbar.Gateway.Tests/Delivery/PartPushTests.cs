using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Delivery.DeliveryRig;

namespace Busbar.Gateway.Tests.Delivery;

/// <summary>A change of an EVSE goes out as the difference that it makes in the partner's version.</summary>
public sealed class PartPushTests
{
    [Theory]
    [InlineData("2.1.1", """{"status":"CHARGING","last_updated":"2026-05-04T08:00:02Z"}""")]
    [InlineData("2.2.1", """{"status":"CHARGING","last_updated":"2026-05-04T08:00:02Z"}""")]
    [InlineData("2.3.0", """{"status":"CHARGING","accepted_service_providers":["Two"],"last_updated":"2026-05-04T08:00:02Z"}""")]
    public async Task A_patch_holds_what_changed_in_the_partners_version(string version, string expected)
    {
        var requests = await PushAsync(
            version,
            Location("L1").Replace("\"E1\",", "\"E1\",\"accepted_service_providers\":[\"One\"],", StringComparison.Ordinal),
            Location("L1", "CHARGING", 2).Replace("\"E1\",", "\"E1\",\"accepted_service_providers\":[\"Two\"],", StringComparison.Ordinal));

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1/E1"], requests.Select(r => r.ToString()));
        Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(expected)!.ToJsonString(), Sorted(expected, requests[0].Body));
    }

    [Fact]
    public async Task Ids_that_are_too_long_for_the_version_are_the_same_in_the_url_and_in_the_body()
    {
        var (id, uid) = (new string('L', 39), new string('E', 39));
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersion.V221 });
        await rig.StartAsync();
        rig.Store.Put(Key(ModuleId.Locations, id), Old("AVAILABLE", 1), version: OcpiVersion.V211);
        await rig.IdleAsync(connection);
        rig.Store.Put(Key(ModuleId.Locations, id.ToLowerInvariant()), Old("CHARGING", 2), version: OcpiVersion.V211, evse: uid.ToLowerInvariant());
        await rig.IdleAsync(connection);

        var whole = partner.Requests[0];
        var evse = whole.Json.GetProperty("evses")[0].GetProperty("uid").GetString()!;
        Assert.Equal(36, evse.Length);
        Assert.Equal([$"PUT /r/locations/NL/CPO/{whole.Json.GetProperty("id").GetString()}", $"PATCH {whole.Path}/{evse}"], partner.Requests.Select(r => r.ToString()));

        string Old(string status, int version) => $$"""
            {"id":"{{id}}","type":"ON_STREET","address":"Street 1","city":"Town","postal_code":"1000","country":"NLD","coordinates":{"latitude":"52.100000","longitude":"4.900000"},
            "evses":[{"uid":"{{uid}}","status":"{{status}}","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","voltage":230,"amperage":32,
            "last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-05-04T08:00:0{{version}}Z"}],"last_updated":"2026-05-04T08:00:0{{version}}Z"}
            """;
    }

    [Fact]
    public async Task A_change_that_the_version_cannot_say_tells_only_that_there_was_one()
    {
        var requests = await PushAsync(
            "2.2.1",
            Location("L1"),
            Location("L1", version: 2).Replace("\"E1\",", "\"E1\",\"accepted_service_providers\":[\"One\"],", StringComparison.Ordinal));

        Assert.Equal("PATCH /r/locations/NL/CPO/L1/E1", Assert.Single(requests).ToString());
        Assert.Equal("""{"last_updated":"2026-05-04T08:00:02Z"}""", requests[0].Body);
    }

    [Theory]
    [InlineData("2.1.1", """{"tariff_id":"T2","last_updated":"2026-01-01T00:00:00Z"}""")]
    [InlineData("2.3.0", """{"tariff_ids":["T2"],"last_updated":"2026-01-01T00:00:00Z"}""")]
    [Requirement("LOC-051")]
    public async Task A_change_of_one_connector_is_a_patch_of_it(string version, string expected)
    {
        var requests = await PushAsync(version, Location("L1"), Location("L1", version: 2, tariff: "T2"));

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1/E1/1"], requests.Select(r => r.ToString()));
        Assert.Equal(expected, requests[0].Body);
    }

    [Fact]
    public async Task A_change_of_an_evse_and_of_its_connector_is_two_patches()
    {
        var requests = await PushAsync("2.3.0", Location("L1"), Location("L1", "CHARGING", 2, tariff: "T2"));

        Assert.Equal(["PATCH /r/locations/NL/CPO/L1/E1", "PATCH /r/locations/NL/CPO/L1/E1/1"], requests.Select(r => r.ToString()));
    }

    [Fact]
    public async Task A_part_that_arrived_alone_is_not_taken_for_unknown_when_it_changes_back()
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync();
        await rig.StartAsync();
        rig.PutLocation("L1");
        await rig.IdleAsync(connection);
        partner.Answer = request => Task.FromResult(request.Path.EndsWith("/E1/1", StringComparison.Ordinal) ? new Reply(503, null) : Reply.Ok);
        rig.PutLocation("L1", "CHARGING", 2, "E1", "T2");
        await DeliveryRig.Until(() => rig.Status(connection).State == Busbar.Core.Delivery.DeliveryState.BackingOff);
        rig.PutLocation("L1", "AVAILABLE", 2, "E1", "T2");
        partner.Answer = _ => Task.FromResult(Reply.Ok);
        await DeliveryRig.Until(() => rig.Status(connection).Lag == 2);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.IdleAsync(connection);

        Assert.Equal("PUT /r/locations/NL/CPO/L1/E1", partner.Requests[^1].ToString());
        Assert.Equal("AVAILABLE", partner.Requests[^1].Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_change_of_many_connectors_is_the_evse()
    {
        static string Text(string tariff, int version) => Location("L1", version: version, tariff: tariff).Replace(
            "\"last_updated\":\"2026-01-01T00:00:00Z\"}],\n\"last_updated\":\"2026-05", $"\"last_updated\":\"2026-01-01T00:00:00Z\"}},{string.Join(',', Enumerable.Range(2, 4).Select(id => Connector(id, tariff)))}],\n\"last_updated\":\"2026-05", StringComparison.Ordinal);

        var requests = await PushAsync("2.3.0", Text("T1", 1), Text("T2", 2));

        Assert.Equal(["PUT /r/locations/NL/CPO/L1/E1"], requests.Select(r => r.ToString()));
        Assert.Equal(5, requests[0].Json.GetProperty("connectors").GetArrayLength());
    }

    [Fact]
    public async Task A_connector_that_the_version_does_not_know_is_not_told_of()
    {
        static string Text(int version, string power) => Location("L1", version: version).Replace(
            "\"last_updated\":\"2026-01-01T00:00:00Z\"}],\n\"last_updated\":\"2026-05", $"\"last_updated\":\"2026-01-01T00:00:00Z\"}},{Connector(2, "T1").Replace("IEC_62196_T2", "MCS", StringComparison.Ordinal).Replace("32", power, StringComparison.Ordinal)}],\n\"last_updated\":\"2026-05", StringComparison.Ordinal);

        var requests = await PushAsync("2.2.1", Text(1, "32"), Text(2, "63"));

        Assert.Equal("PATCH /r/locations/NL/CPO/L1/E1", Assert.Single(requests).ToString());
        Assert.Equal("""{"last_updated":"2026-05-04T08:00:02Z"}""", requests[0].Body);
    }

    private static string Connector(int id, string tariff) => $$"""
        {"id":"{{id}}","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"tariff_ids":["{{tariff}}"],"last_updated":"2026-01-01T00:00:00Z"}
        """;

    /// <summary>What a partner that knows a Location is sent after a change of its first EVSE.</summary>
    private static async Task<IReadOnlyList<Received>> PushAsync(string version, string before, string after)
    {
        await using var rig = new DeliveryRig();
        var (partner, connection) = await rig.ConnectAsync(c => c with { Version = OcpiVersions.All.Single(v => v.Number() == version) });
        await rig.StartAsync();
        rig.Store.Put(Key(ModuleId.Locations, "L1"), before);
        await rig.IdleAsync(connection);
        rig.Store.Put(Key(ModuleId.Locations, "L1"), after, evse: "E1");
        await rig.IdleAsync(connection);
        return [.. partner.Requests.Skip(1)];
    }

    /// <summary>The body with its members in the order of the expected one.</summary>
    private static string Sorted(string expected, string body)
    {
        var given = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        var order = System.Text.Json.Nodes.JsonNode.Parse(expected)!.AsObject().Select(member => member.Key).ToList();
        return new System.Text.Json.Nodes.JsonObject(given.OrderBy(member => order.IndexOf(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
    }
}
