using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>What names a Location and its EVSEs, and what the passing of time does not change.</summary>
public sealed class LocationIdentityTests : IAsyncLifetime
{
    private const string Url = "receiver/locations/NL/CPO/LOC1";

    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    [Requirement("LOC-062")]
    public async Task Id_of_a_location_stands_for_one_location_and_never_changes()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1").ToJsonString());
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Tuesday).ToJsonString());
        Assert.Equal(2001, (await _cpo.PutAsync(Url, Location("NL/CPO", "LOC9", Wednesday).ToJsonString())).Status);
        Assert.Equal(2001, (await _cpo.PatchAsync(Url, $$"""{"id":"LOC9","last_updated":"{{Wednesday}}"}""")).Status);
        Assert.Equal(["LOC1"], (await emsp.GetAsync("sender/locations")).Ids());
    }

    [Fact]
    [Requirement("LOC-089")]
    public async Task Evse_is_addressed_by_its_uid_and_never_by_its_evse_id()
    {
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1").With("evse_id", "NL*CPO*E777")).ToJsonString());
        Assert.Equal(404, (await _cpo.GetAsync(Url + "/NL*CPO*E777")).Http);
        Assert.Equal(404, (await _cpo.PatchAsync(Url + "/NL*CPO*E777", $$"""{"status":"CHARGING","last_updated":"{{Tuesday}}"}""")).Http);

        // The number that drivers read may change and the EVSE stays the same.
        Assert.Equal(1000, (await _cpo.PatchAsync(Url + "/E1", $$"""{"evse_id":"NL*CPO*E778","last_updated":"{{Tuesday}}"}""")).Status);
        Assert.Equal("NL*CPO*E778", (await _cpo.GetAsync(Url + "/E1")).Data.GetProperty("evse_id").GetString());
    }

    [Fact]
    [Requirement("LOC-170")]
    public async Task Scheduled_status_does_not_change_the_status_when_its_time_comes()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        var now = _gateway.Clock.GetUtcNow();
        var schedule = new JsonArray(new JsonObject
        {
            ["period_begin"] = now.AddMinutes(10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), ["status"] = "INOPERATIVE",
        });
        await _cpo.PutAsync(Url, Location("NL/CPO", "LOC1", Monday, Evse("E1").With("status_schedule", schedule)).ToJsonString());
        var stored = await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "LOC1");
        _gateway.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("AVAILABLE", (await emsp.GetAsync("sender/locations/LOC1/E1")).Data.GetProperty("status").GetString());
        Assert.Equal("AVAILABLE", (await emsp.GetAsync("sender/locations")).Data[0].GetProperty("evses")[0].GetProperty("status").GetString());
        Assert.Equal(stored, await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "LOC1"));

        await _cpo.PatchAsync(Url + "/E1", $$"""{"status":"INOPERATIVE","last_updated":"{{Tuesday}}"}""");
        Assert.Equal("INOPERATIVE", (await emsp.GetAsync("sender/locations/LOC1/E1")).Data.GetProperty("status").GetString());
    }
}
