using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>What a partner's profile changes in what it is answered, and asked for.</summary>
public sealed class CallerHabitTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await ObjectGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Lists_and_objects_are_served_in_the_partners_form_and_page_size()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        foreach (var id in (string[])["L1", "L2", "L3"])
        {
            var location = Location("NL/CPO", id);
            location["name"] = "Café";
            Assert.Equal(201, (await cpo.PutAsync($"receiver/locations/NL/CPO/{id}", location.ToJsonString())).Http);
        }

        var reader = await EmspAsync(new PartnerProfile { ServedPageSize = 2, Dates = DateForm.Milliseconds, Ascii = true });
        var page = await reader.GetAsync("sender/locations");
        var one = await reader.GetAsync("sender/locations/L1");

        Assert.Equal(2, page.Data.GetArrayLength());
        Assert.Equal("2", page.Headers.GetValues("X-Limit").Single());
        Assert.Equal(("Cafe", "2026-06-01T08:00:00.000Z"), (page.Data[0].GetProperty("name").GetString(), page.Data[0].GetProperty("last_updated").GetString()));
        Assert.Equal("Cafe", one.Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Evse_without_a_connector_is_kept_and_left_out_of_what_is_served()
    {
        // AMD-014
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var empty = Evse("E2");
        empty.Remove("connectors");
        Assert.Equal(201, (await cpo.PutAsync("receiver/locations/NL/CPO/L1", Location("NL/CPO", "L1", Monday, Evse("E1"), empty, Evse("E3")).ToJsonString())).Http);
        var reader = await EmspAsync(new PartnerProfile());

        var listed = (await reader.GetAsync("sender/locations")).Data[0].GetProperty("evses").EnumerateArray().Select(evse => evse.GetProperty("uid").GetString());
        Assert.Equal(["E1", "E3"], listed);
        Assert.Equal(["E1", "E3"], (await reader.GetAsync("sender/locations/L1")).Data.GetProperty("evses").EnumerateArray().Select(evse => evse.GetProperty("uid").GetString()));
        Assert.Equal(404, (await reader.GetAsync("sender/locations/L1/E2")).Http);
        Assert.Contains("\"E2\"", await _gateway.TextAsync(ModuleId.Locations, "NL/CPO", "L1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_at_http_alone_gets_an_http_error()
    {
        var cpo = await _gateway.ConnectAsync("http", OcpiVersion.V221, new PartnerProfile { HttpErrors = true }, ("DE/HTT", Role.Cpo));

        var answer = await cpo.PutAsync("receiver/locations/DE/HTT/L1", """{"id":"L1"}""");

        Assert.Equal((400, 2001), (answer.Http, answer.Status));
    }

    [Fact]
    public async Task Missing_headers_are_refused_where_the_profile_asks_for_them()
    {
        var partner = await EmspAsync(new PartnerProfile { RequireRoutingHeaders = true });

        Assert.Equal(2001, (await partner.GetAsync("sender/locations")).Status);
        Assert.Equal(1000, (await partner.GetAsync(
            "sender/locations",
            ("OCPI-from-country-code", "DE"), ("OCPI-from-party-id", "MSP"), ("OCPI-to-country-code", "XX"), ("OCPI-to-party-id", "BBR"))).Status);
    }

    [Fact]
    public async Task Patch_without_a_time_is_taken_where_the_profile_allows_it()
    {
        // AMB-054
        var cpo = await _gateway.ConnectAsync("timeless", OcpiVersion.V221, new PartnerProfile { PatchWithoutTime = true }, ("DE/TIM", Role.Cpo));
        await cpo.PutAsync("receiver/locations/DE/TIM/L1", Location("DE/TIM", "L1", Monday, Evse("E1")).ToJsonString());

        Assert.Equal(1000, (await cpo.PatchAsync("receiver/locations/DE/TIM/L1/E1", """{"status":"CHARGING"}""")).Status);

        var evse = (await cpo.GetAsync("receiver/locations/DE/TIM/L1/E1")).Data;
        Assert.Equal("CHARGING", evse.GetProperty("status").GetString());
        Assert.Equal(_gateway.Clock.GetUtcNow(), evse.GetProperty("last_updated").GetDateTimeOffset());
    }

    private Task<Partner> EmspAsync(PartnerProfile profile) => _gateway.ConnectAsync("reader", OcpiVersion.V221, profile, ("DE/MSP", Role.Emsp));
}
