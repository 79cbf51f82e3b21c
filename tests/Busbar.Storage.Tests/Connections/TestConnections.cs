using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Storage.Tests.Connections;

public static class TestConnections
{
    public static Connection New(string name) => new()
    {
        Id = Guid.NewGuid(), Name = name, State = ConnectionState.Waiting, CreatedAt = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
    };

    public static Connection Full(string name) => New(name) with
    {
        State = ConnectionState.Connected,
        Version = OcpiVersion.V230,
        VersionsUrl = new Uri("https://partner.example/ocpi/versions"),
        Endpoints = [new PartnerEndpoint(ModuleId.Locations, InterfaceRole.Sender, new Uri("https://partner.example/ocpi/2.3.0/locations"))],
        Parties = [new PlatformParty(new PartyId("NL", "TNM"), Role.Cpo, "The name", "https://example.com")],
        Declared = [new PlatformParty(new PartyId("NL", "TNM"), Role.Cpo, "The name")],
        HubParty = new PartyId("DE", "HUB"),
        Profile = new PartnerProfile
        {
            TokenEncoding = TokenEncoding.Raw, Timeout = TimeSpan.FromSeconds(7), Strict = true, PageSize = 17, Cdrs = CdrPolicy.Hold,
            CdrReading = new CdrReading
            {
                Policy = PricingPolicy.Default with { RoundingPoint = RoundingPoint.Line, RoundingMode = RoundingMode.Up, RoundingDecimals = 3, FlatFees = FlatFees.EveryPeriod, HubExtensions = true },
                Tolerance = 0.05m,
            },
        },
        RegisteredAt = new DateTimeOffset(2026, 11, 21, 12, 5, 0, TimeSpan.Zero),
        LastHandshake = new HandshakeReport(
            new DateTimeOffset(2026, 11, 21, 12, 4, 0, TimeSpan.Zero), true, [new HandshakeStep("Read versions", new Uri("https://partner.example/"), true, "Fine.")]),
    };
}
