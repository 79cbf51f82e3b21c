using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

public sealed class VisibilityTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly PartyId Cpo = new("NL", "CPO");
    private static readonly Agreement Everyone = new() { Id = Guid.NewGuid(), Since = Now.AddDays(-1) };

    public static TheoryData<string, string, bool> Roles => new()
    {
        { "EMSP", "locations", true }, { "NSP", "locations", true }, { "NAP", "locations", true }, { "OTHER", "locations", true }, { "HUB", "locations", true },
        { "PTP", "locations", true }, { "CPO", "locations", false }, { "SCSP", "locations", false }, { "NAP", "tariffs", true }, { "CPO", "tariffs", false },
        { "CPO", "tokens", true }, { "HUB", "tokens", true }, { "EMSP", "tokens", false }, { "NAP", "tokens", false },
    };

    [Theory, MemberData(nameof(Roles))]
    public void Role_decides_which_modules_are_read(string role, string module, bool expected)
    {
        var reader = Reader(("DE/MSP", new Role(role)));
        var sight = new Visibility([Everyone], Now).Of(reader, Key(module), Facts(), null);
        Assert.Equal(expected, sight.Allowed);
        Assert.NotEmpty(sight.Reason);
        Assert.Equal(expected, new Visibility([Everyone], Now).GrantsFor(reader, new ModuleId(module)).Count > 0);
    }

    [Fact]
    public void Own_data_is_never_shown_nor_what_came_from_the_reader_itself()
    {
        var reader = Reader(("NL/CPO", Role.Emsp));
        Assert.Contains("own data", new Visibility([Everyone], Now).Of(reader, Key("locations"), Facts(), null).Reason, StringComparison.Ordinal);
        var hub = Reader(("DE/HUB", Role.Hub));
        Assert.False(new Visibility([Everyone], Now).Of(hub, Key("locations"), Facts(), hub.Id).Allowed);
    }

    [Fact]
    public async Task Module_that_is_switched_off_for_a_partner_is_not_there()
    {
        await using var gateway = await ObjectGateway.StartAsync();
        var switches = ModuleSwitches.Default.With(ModuleId.Tariffs, ModuleUse.Off).With(ModuleId.Locations, ModuleUse.Sender);
        var partner = await gateway.ConnectAsync("narrow", OcpiVersion.V221, new PartnerProfile { Modules = switches }, ("DE/MSP", Role.Emsp));

        Assert.Equal(404, (await partner.GetAsync("sender/tariffs")).Http);
        Assert.Equal(404, (await partner.GetAsync("receiver/locations/NL/CPO/L1")).Http);
        Assert.Equal(200, (await partner.GetAsync("sender/locations")).Http);
    }

    [Fact]
    public void Without_an_agreement_nothing_is_shown()
    {
        var reader = Reader(("DE/MSP", Role.Emsp));
        Assert.False(new Visibility([], Now).Of(reader, Key("locations"), Facts(), null).Allowed);
        Assert.Empty(new Visibility([], Now).GrantsFor(reader, ModuleId.Locations));
    }

    [Theory]
    [InlineData("NL/CPO", null, "", 0, true)]
    [InlineData("BE/OTH", null, "", 0, false)]
    [InlineData(null, "DE/MSP", "", 0, true)]
    [InlineData(null, "DE/OTH", "", 0, false)]
    [InlineData(null, null, "tariffs", 0, false)]
    [InlineData(null, null, "tariffs,locations", 0, true)]
    [InlineData(null, null, "", 1, false)]
    public void Agreement_restricts_by_owner_reader_module_and_start(string? from, string? to, string modules, int startsInDays, bool expected)
    {
        var agreement = new Agreement
        {
            Id = Guid.NewGuid(), Since = Now.AddDays(startsInDays), From = Optional(from), To = Optional(to),
            Modules = [.. modules.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => new ModuleId(m))],
        };
        var reader = Reader(("DE/MSP", Role.Emsp));
        var visibility = new Visibility([agreement], Now);
        Assert.Equal(expected, visibility.Of(reader, Key("locations"), Facts(), null).Allowed);
        Assert.Equal(expected, visibility.GrantsFor(reader, ModuleId.Locations).Any(g => g.Covers(Cpo, Facts())));
    }

    [Fact]
    [Requirement("LOC-009")]
    public void Unpublished_location_needs_an_agreement_that_names_both_parties()
    {
        var reader = Reader(("DE/MSP", Role.Emsp));
        var named = new Agreement { Id = Guid.NewGuid(), Since = Now, From = Cpo, To = new PartyId("DE", "MSP") };
        Assert.Contains("not to be published", new Visibility([Everyone], Now).Of(reader, Key("locations"), Facts(published: false), null).Reason, StringComparison.Ordinal);
        Assert.True(new Visibility([Everyone, named], Now).Of(reader, Key("locations"), Facts(published: false), null).Allowed);
        Assert.Contains(new Visibility([Everyone, named], Now).GrantsFor(reader, ModuleId.Locations), g => g.Covers(Cpo, Facts(published: false)));
    }

    [Fact]
    [Requirement("SES-002", "SES-022", "CDR-016", "CDR-025")]
    public void Session_and_cdr_go_to_the_party_of_the_token_and_parties_of_one_platform_are_kept_apart()
    {
        var reader = Reader(("DE/AAA", Role.Emsp), ("DE/BBB", Role.Emsp));
        var agreements = new[]
        {
            new Agreement { Id = Guid.NewGuid(), Since = Now, From = Cpo, To = new PartyId("DE", "AAA") },
            new Agreement { Id = Guid.NewGuid(), Since = Now, From = new PartyId("BE", "OTH"), To = new PartyId("DE", "BBB") },
        };
        var visibility = new Visibility(agreements, Now);
        Assert.True(visibility.Of(reader, Key("cdrs"), Facts("DE/AAA"), null).Allowed);
        Assert.False(visibility.Of(reader, Key("cdrs"), Facts("DE/BBB"), null).Allowed);
        Assert.False(visibility.Of(reader, Key("cdrs"), Facts("FR/CCC"), null).Allowed);
        Assert.False(visibility.Of(reader, Key("cdrs"), Facts(), null).Allowed);
        var grants = visibility.GrantsFor(reader, ModuleId.Cdrs);
        Assert.Contains(grants, g => g.Covers(Cpo, Facts("DE/AAA")));
        Assert.DoesNotContain(grants, g => g.Covers(Cpo, Facts("DE/BBB")));
        Assert.False(visibility.Of(reader, Key("cdrs"), Facts("DE/AAA"), null, asking: new PartyId("DE", "BBB")).Allowed);
        Assert.DoesNotContain(visibility.GrantsFor(reader, ModuleId.Cdrs, new PartyId("DE", "BBB")), g => g.Covers(Cpo, Facts("DE/AAA")));
    }

    [Fact]
    public async Task Agreement_that_is_removed_hides_the_pages_at_once()
    {
        await using var gateway = await ObjectGateway.StartAsync();
        var cpo = await gateway.ConnectCpoAsync(OcpiVersion.V221);
        var emsp = await gateway.ConnectEmspAsync(OcpiVersion.V221);
        await cpo.PutAsync("receiver/locations/NL/CPO/LOC1", Location("NL/CPO", "LOC1").ToJsonString());
        await cpo.PutAsync("receiver/locations/NL/CPO/LOC2", Location("NL/CPO", "LOC2").With("publish", false).ToJsonString());
        Assert.Equal(["LOC1"], (await emsp.GetAsync("sender/locations")).Ids());
        Assert.Equal(404, (await emsp.GetAsync("sender/locations/LOC2")).Http);

        foreach (var agreement in gateway.Agreements.Current)
        {
            await gateway.Agreements.DeleteAsync(agreement.Id, TestContext.Current.CancellationToken);
        }

        Assert.Equal("0", (await emsp.GetAsync("sender/locations")).Header("X-Total-Count"));
        Assert.Equal(404, (await emsp.GetAsync("sender/locations/LOC1")).Http);
        Assert.Equal(200, (await cpo.GetAsync("receiver/locations/NL/CPO/LOC1")).Http);
    }

    [Fact]
    public async Task Reader_of_another_version_gets_translated_objects_and_its_own_version_byte_by_byte()
    {
        await using var gateway = await ObjectGateway.StartAsync();
        var cpo = await gateway.ConnectCpoAsync(OcpiVersion.V230);
        var emsp = await gateway.ConnectEmspAsync(OcpiVersion.V221);
        var tariff = Tariff("NL/CPO", "T1", OcpiVersion.V230, price: "0.350000").ToJsonString();
        await cpo.PutAsync("receiver/tariffs/NL/CPO/T1", tariff);
        var translated = (await emsp.GetAsync("sender/tariffs")).Data[0];
        Assert.False(translated.TryGetProperty("tax_included", out _));
        Assert.Equal("0.350000", translated.GetProperty("elements")[0].GetProperty("price_components")[0].GetProperty("price").GetRawText());
        Assert.Equal(tariff, (await emsp.Speaking(OcpiVersion.V230).GetAsync("sender/tariffs")).Data[0].GetRawText());
    }

    [Fact]
    public async Task Recorded_exchanges_hold_neither_tokens_nor_drivers()
    {
        await using var gateway = await ObjectGateway.StartAsync();
        var emsp = await gateway.ConnectEmspAsync(OcpiVersion.V221);
        await emsp.PutAsync("receiver/tokens/DE/MSP/04AABBCC", Token("DE/MSP", "04AABBCC").Without("party_id").ToJsonString());
        var exchange = await gateway.Exchanges.NotedAsync("party_id");
        Assert.Equal(emsp.Connection.Id, exchange.Connection);
        Assert.Equal((201, 1000, ModuleId.Tokens), (exchange.HttpStatus, exchange.OcpiStatus, exchange.Module));
        var all = string.Concat(exchange.Url, exchange.RequestBody, exchange.ResponseBody, string.Concat(exchange.Notes));
        Assert.DoesNotContain("04AABBCC", all, StringComparison.Ordinal);
        Assert.DoesNotContain("C000000", all, StringComparison.Ordinal);
        Assert.Contains("Musterstrom", all, StringComparison.Ordinal);
    }

    private static Connection Reader(params (string Party, Role Role)[] parties) => new()
    {
        Id = Guid.NewGuid(), Name = "reader", State = ConnectionState.Connected, CreatedAt = Now,
        Parties = [.. parties.Select(p => new PlatformParty(ObjectGateway.Party(p.Party), p.Role, p.Party))],
    };

    private static ObjectKey Key(string module) => new(new ModuleId(module), Cpo, "X1");

    private static ObjectFacts Facts(string? audience = null, bool published = true) => new(Now, Optional(audience), published, 0);

    private static PartyId? Optional(string? party) => party is null ? null : ObjectGateway.Party(party);
}
