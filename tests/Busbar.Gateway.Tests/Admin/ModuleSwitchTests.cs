using System.Net;
using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Gateway.Tests.Admin;

public sealed class ModuleSwitchTests
{
    [Fact]
    public async Task Details_list_the_modules_that_are_switched_on_for_the_one_who_asks()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var plain = await gateway.PostAsync("/api/connections", """{"name":"plain"}""");
        var narrow = await gateway.PostAsync("/api/connections", """{"name":"narrow","profile":{"modules":{"tariffs":"off","cdrs":"receiver","sessions":"sender"}}}""");

        var all = await EndpointsAsync(gateway, plain["token"]);
        var some = await EndpointsAsync(gateway, narrow["token"]);

        Assert.Contains("tariffs/SENDER", all);
        Assert.Contains("cdrs/SENDER", all);
        Assert.DoesNotContain(some, endpoint => endpoint.StartsWith("tariffs/", StringComparison.Ordinal));
        Assert.Equal(["cdrs/RECEIVER"], some.Where(endpoint => endpoint.StartsWith("cdrs/", StringComparison.Ordinal)));
        Assert.Equal(["sessions/SENDER"], some.Where(endpoint => endpoint.StartsWith("sessions/", StringComparison.Ordinal)));
        Assert.Equal("credentials/SENDER", some[0]);

        var id = narrow["id"];
        var changed = (await gateway.SendAsync(HttpMethod.Patch, $"/api/connections/{id}", """{"profile":{"modules":{"tariffs":"default"}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("""{"cdrs":"receiver","sessions":"sender"}""", changed.Json.GetProperty("profile").GetProperty("modules").GetRawText());
        Assert.Contains("tariffs/SENDER", await EndpointsAsync(gateway, narrow["token"]));
    }

    [Theory]
    [InlineData("""{"tariffs":"sometimes"}""", "tariffs", "enum")]
    [InlineData("""{"tariffs":"1"}""", "tariffs", "enum")]
    [InlineData("""{"credentials":"off"}""", "credentials", "fixed")]
    public async Task Switch_that_is_no_switch_is_refused(string modules, string field, string rule)
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var reply = await gateway.PostAsync("/api/connections", "{\"name\":\"x\",\"profile\":{\"modules\":" + modules + "}}");

        Assert.Equal([("/profile/modules/" + field, rule)], reply.IsProblem(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public void Defaults_are_the_core_and_charging_profiles_both_ways_and_nothing_that_was_not_asked_for()
    {
        var switches = ModuleSwitches.Default;

        Assert.Equal(ModuleUse.Both, switches.Of(ModuleId.Locations));
        Assert.Equal(ModuleUse.Both, switches.Of(ModuleId.ChargingProfiles));
        Assert.Equal(ModuleUse.Receiver, switches.Of(ModuleId.HubClientInfo));
        Assert.Equal(ModuleUse.Both, switches.Of(ModuleId.HubClientInfo, asHub: true));
        Assert.Equal(ModuleUse.Off, switches.Of(ModuleId.From("payments")));
        Assert.Equal(ModuleUse.Off, switches.Of(ModuleId.From("nl-tnm-own")));
        Assert.Equal(switches.With(ModuleId.From("payments"), ModuleUse.Both), switches.With(ModuleId.From("payments"), ModuleUse.Both));
        Assert.Equal(switches, switches.With(ModuleId.Cdrs, ModuleUse.Off).With(ModuleId.Cdrs, null));
    }

    [Fact]
    public void Endpoint_of_a_module_that_is_switched_off_is_not_there()
    {
        var connection = new Connection
        {
            Id = Guid.NewGuid(),
            Name = "x",
            State = ConnectionState.Connected,
            CreatedAt = default,
            Endpoints =
            [
                new(ModuleId.Cdrs, InterfaceRole.Sender, new Uri("https://partner.test/s")),
                new(ModuleId.Cdrs, InterfaceRole.Receiver, new Uri("https://partner.test/r")),
            ],
            Profile = new PartnerProfile { Modules = ModuleSwitches.Default.With(ModuleId.Cdrs, ModuleUse.Sender) },
        };

        Assert.NotNull(connection.EndpointFor(ModuleId.Cdrs, InterfaceRole.Receiver));
        Assert.Null(connection.EndpointFor(ModuleId.Cdrs, InterfaceRole.Sender));
    }

    private static async Task<IReadOnlyList<string>> EndpointsAsync(OperatorGateway gateway, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Http.BaseAddress!, "ocpi/2.2.1"));
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("data").GetProperty("endpoints").EnumerateArray()
            .Select(endpoint => $"{endpoint.GetProperty("identifier").GetString()}/{endpoint.GetProperty("role").GetString()}")];
    }
}
