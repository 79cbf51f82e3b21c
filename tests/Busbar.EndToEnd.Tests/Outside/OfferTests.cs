using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>What the gateway says that it offers, and what follows from that.</summary>
[Collection<OutsideTests>]
public sealed class OfferTests(OutsideGateway gateway)
{
    private static readonly string[] ModuleIds =
        ["cdrs", "chargingprofiles", "commands", "credentials", "hubclientinfo", "locations", "sessions", "tariffs", "tokens"];

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    [Requirement("EXT-006", "EXT-010", "CMD-062", "TRN-017")]
    public async Task Only_modules_of_the_standard_are_offered_each_with_what_it_needs(string version)
    {
        var partner = version == "2.2.1" ? gateway.Emsp221 : gateway.Emsp230;
        Assert.All(partner.Endpoints.Keys, endpoint => Assert.Contains(endpoint.Split('/')[0], ModuleIds));

        // Commands are about Locations and Sessions, and whoever takes data in gives the list of it out again.
        Assert.Superset(new HashSet<string> { "commands/RECEIVER", "locations/SENDER", "sessions/SENDER" }, partner.Endpoints.Keys.ToHashSet());
        foreach (var module in partner.Endpoints.Keys.Where(endpoint => endpoint.EndsWith("/RECEIVER", StringComparison.Ordinal) && endpoint is not ("commands/RECEIVER" or "chargingprofiles/RECEIVER" or "hubclientinfo/RECEIVER")))
        {
            var list = module.Replace("/RECEIVER", "/SENDER", StringComparison.Ordinal);
            var page = (await partner.SendAsync("GET", partner.At(list, "?date_from=2000-01-01T00:00:00Z&limit=1"))).Is(200, 1000);
            Assert.NotNull(page.Data);
            Assert.True(page.Count("X-Total-Count") >= page.List.Count);
        }
    }
}
