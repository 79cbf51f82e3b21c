using System.Text;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Client.Versions;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests;

/// <summary>The library's client against the library's server.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private readonly FakePlatform _platform = new();
    private Loopback _server = null!;
    private Uri _root = new("http://unset.invalid");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Loopback.StartAsync(_platform.Setup(() => _root));
        _root = new Uri(_server.Url, "/ocpi");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("2.2.1", TokenForm.Base64)]
    [InlineData("2.3.0", TokenForm.Base64)]
    [InlineData("2.1.1", TokenForm.Raw)]
    [Requirement("TRN-011", "TRN-087", "VER-001", "VER-007", "VER-009")]
    public async Task Client_finds_the_endpoints_and_tolerates_nothing(string number, TokenForm form)
    {
        var client = await ConnectAsync(number, form);
        Assert.Equal(13, client.Peer.Endpoints.Count + (number == "2.1.1" ? 6 : 0));
        Assert.True((await client.GetCredentialsAsync(cancellation: Cancellation)).IsSuccess);
        Assert.All(_platform.Exchanges, seen => Assert.Empty(seen.Exchange.Tolerated));
    }

    [Fact]
    [Requirement("TRN-037", "TRN-039", "TRN-041", "TRN-048")]
    public async Task Crawl_brings_every_object_once_in_order_with_its_own_bytes()
    {
        _platform.Published.AddRange(Enumerable.Range(0, 1234).Select(i => $$"""{ "id" : "{{i}}", "n":1.{{i:D4}}0 }"""));
        var client = await ConnectAsync("2.2.1", TokenForm.Base64);
        for (var round = 0; round < 2; round++)
        {
            var objects = new List<string>();
            var pages = 0;
            await foreach (var page in client.GetPagesAsync(ModuleId.Locations, new ListQuery { Limit = 5000 }, cancellation: Cancellation))
            {
                Assert.True(page.Response.IsSuccess);
                Assert.Empty(page.Response.Tolerated);
                objects.AddRange(page.Objects.Select(item => Encoding.UTF8.GetString(item.Span)));
                pages++;
            }

            Assert.Equal(_platform.Published, objects);
            Assert.Equal(13, pages);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a b+c")]
    [InlineData("?x=1#y")]
    [InlineData("BE*BEC*E041503001")]
    [InlineData("...")]
    [InlineData("é€")]
    [Requirement("TRN-058", "TRN-061")]
    public async Task Any_id_makes_the_round_trip(string id)
    {
        var client = await ConnectAsync("2.3.0", TokenForm.Base64);
        var address = new ObjectAddress(ModuleId.Locations, new PartyId("NL", "TNM"), "L", id, "c");
        var put = await client.PutAsync(address, """{"uid": 1.10}"""u8.ToArray(), cancellation: Cancellation);
        Assert.Equal(201, put.HttpStatus);
        Assert.Equal(address, _platform.Address);
        var got = await client.GetAsync(address, cancellation: Cancellation);
        Assert.Equal("""{"uid": 1.10}""", Encoding.UTF8.GetString(got.Data.Span));
        Assert.Equal(OcpiFailure.HttpError, (await client.GetAsync(address with { Owner = new PartyId("DE", "TNM") }, cancellation: Cancellation)).Failure);
    }

    [Fact]
    [Requirement("CDR-029", "RTE-007", "RTE-008", "TRN-082", "TRN-084")]
    public async Task Posted_cdr_is_found_at_its_location_and_headers_come_back()
    {
        var client = await ConnectAsync("2.2.1", TokenForm.Base64);
        var posted = await client.PostCdrAsync("""{"id":"c/1"}"""u8.ToArray(), new CallOptions { CorrelationId = "flow" }, Cancellation);
        Assert.Equal(201, posted.HttpStatus);
        Assert.Equal(new RoutingHeaders(new PartyId("NL", "TNM"), new PartyId("DE", "ALL")), posted.Routing);
        Assert.Equal(posted.Ids, _platform.Request!.Ids);
        Assert.Equal("flow", posted.Ids.CorrelationId);
        var found = await client.GetCdrAsync(posted.Location!, cancellation: Cancellation);
        Assert.Equal("""{"id":"c/1"}""", Encoding.UTF8.GetString(found.Data.Span));
    }

    [Fact]
    [Requirement("CMD-014")]
    public async Task Calls_arrive_as_they_were_sent()
    {
        var client = await ConnectAsync("2.3.0", TokenForm.Base64);
        Assert.True((await client.AuthorizeAsync("U/1", "APP_USER", cancellation: Cancellation)).IsSuccess);
        Assert.Equal("authorize U/1 APP_USER", _platform.Call);
        Assert.True((await client.SendCommandAsync("UNLOCK_CONNECTOR", "{}"u8.ToArray(), cancellation: Cancellation)).IsSuccess);
        Assert.Equal("command UNLOCK_CONNECTOR", _platform.Call);
        var responseUrl = _platform.Request!.Urls.CommandResult(OcpiVersion.V230, "UNLOCK_CONNECTOR", "42");
        Assert.True((await client.PostCommandResultAsync(responseUrl, """{"result":"ACCEPTED"}"""u8.ToArray(), cancellation: Cancellation)).IsSuccess);
        Assert.Equal("result UNLOCK_CONNECTOR 42", _platform.Call);
        Assert.True((await client.SetChargingPreferencesAsync("S1", "{}"u8.ToArray(), cancellation: Cancellation)).IsSuccess);
        Assert.Equal("preferences S1", _platform.Call);
    }

    [Fact]
    [Requirement("TRN-001")]
    public async Task Everything_works_over_tls_and_an_untrusted_certificate_is_a_failure()
    {
        await using var secure = await Loopback.StartTlsAsync(_platform.Setup());
        Assert.Equal("https", secure.Url.Scheme);
        var peer = new OcpiPeer { Version = OcpiVersion.V221, Token = FakePlatform.Token };
        var trusted = await new OcpiClient(secure.Http, peer).GetVersionsAsync(new Uri(secure.Url, "/ocpi/versions"), cancellation: Cancellation);
        Assert.True(trusted.IsSuccess);
        var untrusted = await new OcpiClient(_server.Http, peer).GetVersionsAsync(new Uri(secure.Url, "/ocpi/versions"), cancellation: Cancellation);
        Assert.Equal(OcpiFailure.Unreachable, untrusted.Failure);
    }

    private async Task<OcpiClient> ConnectAsync(string number, TokenForm form)
    {
        Assert.True(OcpiVersions.TryParse(number, out var version));
        var peer = new OcpiPeer { Version = version, Token = FakePlatform.Token, TokenForm = form, From = new PartyId("NL", "TNM"), To = new PartyId("DE", "ALL") };
        var client = new OcpiClient(_server.Http, peer);
        var versionsUrl = OcpiUrl.Join(_root, "versions");
        var list = VersionList.Read((await client.GetVersionsAsync(versionsUrl, cancellation: Cancellation)).Data, versionsUrl)!;
        var url = list.Single(entry => entry.Version == number).Url;
        var details = VersionDetailsAnswer.Read((await client.GetVersionDetailsAsync(url, cancellation: Cancellation)).Data, url)!;
        return new OcpiClient(_server.Http, peer with { Endpoints = details.Endpoints });
    }
}
