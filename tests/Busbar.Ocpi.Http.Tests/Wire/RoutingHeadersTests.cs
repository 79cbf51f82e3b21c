using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class RoutingHeadersTests
{
    [Fact]
    [Requirement("RTE-001", "RTE-004", "TRN-016")]
    public void Read_and_write_are_each_others_inverse_and_codes_ignore_case()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        new RoutingHeaders(new PartyId("NL", "TNM"), new PartyId("de", "all")).Write((name, value) => headers[name.ToUpperInvariant()] = value);
        Assert.True(RoutingHeaders.TryRead(headers.GetValueOrDefault, out var routing, out _));
        Assert.Equal(new PartyId("nl", "tnm"), routing.To);
        Assert.Equal(new PartyId("DE", "ALL"), routing.From);
        Assert.Equal(new RoutingHeaders(routing.From, routing.To), routing.Swap());
        Assert.Equal("de/all -> NL/TNM", routing.ToString());
    }

    [Theory]
    [InlineData("NL", null)]
    [InlineData(null, "TNM")]
    [InlineData("NLD", "TNM")]
    [InlineData("NL", "TN")]
    [Requirement("RTE-004", "RTE-005")]
    public void Read_half_or_malformed_address_is_refused(string? country, string? party)
    {
        var headers = new Dictionary<string, string?> { [OcpiHeaders.ToCountryCode] = country, [OcpiHeaders.ToPartyId] = party };
        Assert.False(RoutingHeaders.TryRead(headers.GetValueOrDefault, out _, out var problem));
        Assert.Contains("OCPI-to", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_absent_headers_is_open_routing()
    {
        Assert.True(RoutingHeaders.TryRead(_ => null, out var routing, out _));
        Assert.Equal(RoutingHeaders.None, routing);
    }
}
