using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Server;

public sealed class RoutingTests : ServerRig
{
    public static TheoryData<string, string, string> Methods => new()
    {
        { "2.2.1", "sender/locations", "GET" },
        { "2.3.0", "sender/locations/1", "GET" },
        { "2.3.0", "sender/locations/1/e", "GET" },
        { "2.2.1", "sender/locations/1/e/c", "GET" },
        { "2.2.1", "receiver/locations/NL/TNM/1", "GET, PUT, PATCH" },
        { "2.2.1", "receiver/locations/NL/TNM/1/e", "GET, PUT, PATCH" },
        { "2.3.0", "receiver/locations/NL/TNM/1/e/c", "GET, PUT, PATCH" },
        { "2.2.1", "sender/tariffs", "GET" },
        { "2.2.1", "receiver/tariffs/NL/TNM/1", "GET, PUT, DELETE" },
        { "2.3.0", "receiver/tariffs/NL/TNM/1", "GET, PUT, DELETE" },
        { "2.1.1", "receiver/tariffs/NL/TNM/1", "GET, PUT, PATCH, DELETE" },
        { "2.2.1", "sender/tokens", "GET" },
        { "2.3.0", "sender/tokens/1/authorize", "POST" },
        { "2.2.1", "receiver/tokens/NL/TNM/1", "GET, PUT, PATCH" },
        { "2.2.1", "sender/sessions", "GET" },
        { "2.3.0", "sender/sessions/1/charging_preferences", "PUT" },
        { "2.2.1", "receiver/sessions/NL/TNM/1", "GET, PUT, PATCH" },
        { "2.2.1", "sender/cdrs", "GET" },
        { "2.3.0", "receiver/cdrs", "POST" },
        { "2.2.1", "receiver/cdrs/NL/TNM/1", "GET" },
        { "2.2.1", "receiver/commands/START_SESSION", "POST" },
        { "2.3.0", "sender/commands/START_SESSION/42", "POST" },
        { "2.2.1", "credentials", "GET, POST, PUT, DELETE" },
        { "2.3.0", "", "GET" },
        { "2.3.0", "receiver/locations", "" },
        { "2.3.0", "receiver/sessions", "" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    [Requirement("TRN-021", "TRN-060", "TRN-074", "CRD-015", "LOC-006", "LOC-013", "LOC-034", "SES-015", "SES-033", "CDR-003", "TAR-002", "TAR-012", "TOK-003",
        "TOK-013", "TOK-024", "CMD-001", "CMD-016")]
    public async Task Method_exists_where_the_standard_has_it_and_405_with_allow_elsewhere(string version, string path, string allowed)
    {
        var methods = allowed.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" })
        {
            var reply = await SendAsync(method, $"/ocpi/{version}/{path}", method is "GET" or "DELETE" ? null : """{"a":1}""");
            if (methods.Contains(method))
            {
                Assert.NotEqual(405, reply.Http);
            }
            else
            {
                Assert.Equal(405, reply.Http);
                Assert.Equal(2000, reply.Status);
                Assert.Equal(allowed, reply.Header("Allow") ?? "");
            }
        }
    }

    [Theory]
    [InlineData("/ocpi")]
    [InlineData("/ocpi/versions/2.2.1")]
    [InlineData("/ocpi/2.0")]
    [InlineData("/ocpi/2.2.1/locations")]
    [InlineData("/ocpi/2.2.1/sender")]
    [InlineData("/ocpi/2.2.1/sender/invoices")]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM")]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM/1/2/3/4")]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM//1")]
    [InlineData("/ocpi/2.2.1/sender/tokens/1/authorise")]
    [InlineData("/ocpi/2.1.1/sender/sessions/1/charging_preferences")]
    [InlineData("/ocpi/2.2.1/credentials/1")]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM/%ff")]
    public async Task Unknown_path_gets_404_with_envelope(string path)
    {
        var reply = await SendAsync("GET", path);
        Assert.Equal(404, reply.Http);
        Assert.Equal(2001, reply.Status);
    }

    [Theory]
    [InlineData("/ocpi/2.2.1/receiver/locations/NL/TNM/LOC1/")]
    [InlineData("/ocpi/2.2.1/receiver/locations//NL/TNM/LOC1")]
    [InlineData("/ocpi//2.2.1//receiver/locations/NL/TNM/LOC1//")]
    [InlineData("/OCPI/2.2.1/Receiver/LOCATIONS/NL/TNM/LOC1")]
    public async Task Slashes_and_case_of_the_fixed_path_do_not_matter(string path)
    {
        foreach (var method in new[] { "PUT", "PATCH" })
        {
            var reply = await SendAsync(method, path, "{}");
            Assert.InRange(reply.Http, 200, 201);
            Assert.Equal(new ObjectAddress(ModuleId.Locations, new PartyId("NL", "TNM"), "LOC1"), Platform.Address);
        }
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("BE%2aBEC%2AE1", "BE*BEC*E1")]
    [InlineData("a%20b+c", "a b+c")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("%E2%82%AC", "€")]
    [Requirement("TRN-061")]
    public async Task Ids_are_decoded_once_and_only_after_the_path_was_split(string segment, string id)
    {
        var answer = await Server.RawAsync(
            $"PUT /ocpi/2.2.1/receiver/locations/NL/TNM/{segment}/e%2F1 HTTP/1.1\r\nHost: x\r\nAuthorization: Token ZXhhbXBsZS10b2tlbg==\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
        Assert.Equal(new ObjectAddress(ModuleId.Locations, new PartyId("NL", "TNM"), id, "e/1"), Platform.Address);
    }

    [Fact]
    public async Task Dots_as_id_never_climb_out_of_the_owners_path()
    {
        var answer = await Server.RawAsync(
            "PUT /ocpi/2.2.1/receiver/locations/NL/TNM/%2E%2E HTTP/1.1\r\nHost: x\r\nAuthorization: Token ZXhhbXBsZS10b2tlbg==\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Null(Platform.Address);
    }

    [Fact]
    [Requirement("TOK-031")]
    public async Task Authorize_of_2_1_1_takes_both_names_of_the_type_and_means_rfid_without()
    {
        await SendAsync("POST", "/ocpi/2.1.1/sender/tokens/U1/authorize", authorization: "Token example-token");
        Assert.Equal("authorize U1 RFID", Platform.Call);
        await SendAsync("POST", "/ocpi/2.1.1/sender/tokens/U1/authorize?type=OTHER", authorization: "Token example-token");
        Assert.Equal("authorize U1 OTHER", Platform.Call);
        await SendAsync("POST", "/ocpi/2.1.1/sender/tokens/U2/authorize?token_type=OTHER", authorization: "Token example-token");
        Assert.Equal("authorize U2 OTHER", Platform.Call);
        await SendAsync("POST", "/ocpi/2.2.1/sender/tokens/U3/authorize?token_type=OTHER");
        Assert.Equal("authorize U3 RFID", Platform.Call);
    }

    [Fact]
    [Requirement("LOC-027", "LOC-028", "LOC-029", "LOC-033", "TOK-014", "TOK-029", "SES-023")]
    public async Task Path_parameters_reach_the_handler()
    {
        await SendAsync("GET", "/ocpi/2.2.1/sender/locations/L1/E1/C1");
        Assert.Equal(new ObjectReference(ModuleId.Locations, "L1", "E1", "C1"), Platform.Reference);
        await SendAsync("PATCH", "/ocpi/2.2.1/receiver/locations/NL/TNM/L1/E1/C1", "{}");
        Assert.Equal(new ObjectAddress(ModuleId.Locations, new PartyId("NL", "TNM"), "L1", "E1", "C1"), Platform.Address);
        await SendAsync("PUT", "/ocpi/2.2.1/receiver/tokens/DE/ALL/U1?type=APP_USER", "{}");
        Assert.Equal(new ObjectAddress(ModuleId.Tokens, new PartyId("DE", "ALL"), "U1", TokenType: "APP_USER"), Platform.Address);
        await SendAsync("POST", "/ocpi/2.2.1/sender/tokens/U1/authorize");
        Assert.Equal("authorize U1 RFID", Platform.Call);
        await SendAsync("POST", "/ocpi/2.2.1/sender/tokens/U1/authorize?type=OTHER", """{"location_id":"L1"}""");
        Assert.Equal("authorize U1 OTHER", Platform.Call);
        Assert.Equal("""{"location_id":"L1"}""", Platform.Body);
        await SendAsync("PUT", "/ocpi/2.3.0/sender/sessions/S1/charging_preferences", "{}");
        Assert.Equal("preferences S1", Platform.Call);
        await SendAsync("POST", "/ocpi/2.3.0/receiver/commands/UNHEARD_OF", "{}");
        Assert.Equal("command UNHEARD_OF", Platform.Call);
        await SendAsync("DELETE", "/ocpi/2.3.0/receiver/tariffs/NL/TNM/T1");
        Assert.Equal("T1", Platform.Address!.Id);
    }

    [Fact]
    [Requirement("CDR-028", "CDR-029")]
    public async Task Posted_cdr_is_answered_with_its_public_url_and_can_be_read_there()
    {
        var posted = await SendAsync("POST", "/ocpi/2.2.1/receiver/cdrs", """{"id":"c/1"}""");
        Assert.Equal(201, posted.Http);
        Assert.Equal("https://roaming.example/ocpi/2.2.1/receiver/cdrs/NL/TNM/c%2F1", posted.Header("Location"));
        var read = await SendAsync("GET", "/ocpi/2.2.1/receiver/cdrs/NL/TNM/c%2F1");
        Assert.Equal("""{"id":"c/1"}""", read.Data);
    }

    [Theory]
    [InlineData("""{"result":"ACCEPTED"}""", 0)]
    [InlineData("""{"data":{"result":"ACCEPTED"},"status_code":1000}""", 1)]
    [InlineData("""{"CommandResult":{"result":"ACCEPTED"}}""", 1)]
    [Requirement("CMD-014", "CMD-016")]
    public async Task Command_result_reaches_the_handler_bare_whatever_it_came_in(string body, int notes)
    {
        var reply = await SendAsync("POST", "/ocpi/2.2.1/sender/commands/START_SESSION/42", body);
        Assert.Equal(1000, reply.Status);
        Assert.Equal("result START_SESSION 42", Platform.Call);
        Assert.Equal("""{"result":"ACCEPTED"}""", Platform.Body);
        Assert.Equal(notes, Tolerated().Count);
    }

    [Fact]
    public async Task Head_answers_the_headers_of_get_and_options_the_methods()
    {
        var head = await SendAsync("HEAD", "/ocpi/2.2.1/sender/locations");
        Assert.Equal(200, head.Http);
        Assert.Equal("0", head.Header("X-Total-Count"));
        Assert.Empty(head.Bytes);
        var options = await SendAsync("OPTIONS", "/ocpi/2.2.1/receiver/tariffs/NL/TNM/1");
        Assert.Equal(204, options.Http);
        Assert.Equal("GET, PUT, DELETE", options.Header("Allow"));
        Assert.Equal(405, (await SendAsync("TRACK", "/ocpi/2.2.1/sender/locations")).Http);
    }
}
