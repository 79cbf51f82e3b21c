using System.Net.Sockets;
using System.Text;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Http.Tests.Client;

public sealed class AnswerTests : ClientRig
{
    [Theory]
    [InlineData(200, """{"data":{"a":1.10},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.None, 1000)]
    [InlineData(201, """{"status_code":1950,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.None, 1950)]
    [InlineData(200, """{"status_code":2001,"status_message":"no","timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.OcpiError, 2001)]
    [InlineData(200, """{"status_code":3000,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.OcpiError, 3000)]
    [InlineData(200, """{"status_code":4001,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.OcpiError, 4001)]
    [InlineData(404, """{"status_code":2003,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.HttpError, 2003)]
    [InlineData(404, """{"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""", OcpiFailure.HttpError, 1000)]
    [InlineData(500, "<html>", OcpiFailure.HttpError, null)]
    [InlineData(400, "", OcpiFailure.HttpError, null)]
    [InlineData(200, "<html>", OcpiFailure.Unreadable, null)]
    [InlineData(200, "", OcpiFailure.None, null)]
    [InlineData(204, "", OcpiFailure.None, null)]
    [InlineData(200, """{"id":"1"}""", OcpiFailure.None, null)]
    [InlineData(200, "17", OcpiFailure.Unreadable, null)]
    [Requirement("STA-010", "STA-012", "TRN-076")]
    public async Task Both_levels_decide(int http, string body, OcpiFailure failure, int? status)
    {
        Answer(http, body);
        var response = await GetAsync();
        Assert.Equal(failure, response.Failure);
        Assert.Equal(failure == OcpiFailure.None, response.IsSuccess);
        Assert.Equal(http, response.HttpStatus);
        Assert.Equal(status, response.Status?.Code);
        Assert.Equal(http, Observed.Single().HttpStatus);
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","business_details","logo"],"msg":"field required","input":"secret"},{"loc":[],"msg":"and this"}]}""", "body/business_details/logo: field required; and this")]
    [InlineData("""{"type":"about:blank","title":"Bad Request","detail":"The party is not known."}""", "The party is not known.")]
    [InlineData("""{"title":"Bad Request"}""", "Bad Request")]
    [InlineData("""{"error":{"code":7},"message":""}""", null)]
    [InlineData("""["no"]""", null)]
    [InlineData("<html>", null)]
    public async Task Error_without_the_response_object_is_told_in_its_own_words(string body, string? words)
    {
        Answer(422, body);
        var response = await GetAsync();
        Assert.Equal((OcpiFailure.HttpError, words), (response.Failure, response.Message));
    }

    [Fact]
    public async Task Data_is_the_partners_own_bytes()
    {
        Answer(200, """{"status_code":1000,"data":{ "cost":1.10 },"timestamp":"2025-01-01T00:00:00Z"}""");
        Assert.Equal("""{ "cost":1.10 }""", Encoding.UTF8.GetString((await GetAsync()).Data.Span));
    }

    [Fact]
    [Requirement("TRN-016")]
    public async Task Headers_in_odd_case_are_read()
    {
        Behaviour = http =>
        {
            http.Response.StatusCode = 201;
            http.Response.Headers["LOCATION"] = "/cdrs/1";
            http.Response.Headers["ocpi-FROM-party-id"] = "ALL";
            http.Response.Headers["ocpi-from-COUNTRY-code"] = "DE";
            return http.Response.WriteAsync(Ok);
        };
        var response = await Client().PostCdrAsync("{}"u8.ToArray(), cancellation: Cancellation);
        Assert.Equal(new Uri(Partner.Url, "/cdrs/1"), response.Location);
        Assert.Equal(new PartyId("DE", "ALL"), response.Routing.From);
        Behaviour = http => http.Response.WriteAsync(Ok);
        Assert.True((await Client().GetCdrAsync(response.Location!, cancellation: Cancellation)).IsSuccess);
        Assert.Equal(OcpiFailure.Refused, (await Client().GetCdrAsync(new Uri("https://evil.example/1"), cancellation: Cancellation)).Failure);
    }

    [Fact]
    public async Task Too_many_requests_says_how_long_to_wait()
    {
        Behaviour = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        };
        Assert.Equal(TimeSpan.FromSeconds(7), (await GetAsync()).RetryAfter);
    }

    [Fact]
    public async Task Not_allowed_says_what_is()
    {
        Behaviour = http =>
        {
            http.Response.StatusCode = 405;
            http.Response.Headers.Allow = "GET, PUT";
            return Task.CompletedTask;
        };
        Assert.Equal("GET, PUT", (await GetAsync()).Allow);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout_and_a_gone_partner_unreachable()
    {
        Behaviour = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        var slow = await Client().GetAsync(new ObjectReference(ModuleId.Locations, "1"), new CallOptions { Timeout = TimeSpan.FromMilliseconds(50) }, Cancellation);
        Assert.Equal(OcpiFailure.Timeout, slow.Failure);
        Assert.Null(slow.HttpStatus);
        Assert.NotNull(Observed.Single().Failure);

        // Bound and not listening: nobody else can listen there either.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port;
        var gone = await Client().GetVersionsAsync(new Uri($"http://127.0.0.1:{port}/versions"), cancellation: Cancellation);
        Assert.Equal(OcpiFailure.Unreachable, gone.Failure);
    }

    [Fact]
    public async Task Connection_that_breaks_in_the_body_is_unreachable()
    {
        Behaviour = async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            http.Abort();
        };
        Assert.Equal(OcpiFailure.Unreachable, (await GetAsync()).Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_above_the_limit_is_unreadable(bool announced)
    {
        Behaviour = async http =>
        {
            var body = new byte[5000];
            http.Response.ContentLength = announced ? body.Length : null;
            await http.Response.Body.WriteAsync(body);
        };
        var response = await Client(Peer() with { MaxAnswerBytes = 4000 }).GetAsync(new ObjectReference(ModuleId.Locations, "1"), cancellation: Cancellation);
        Assert.Equal(OcpiFailure.Unreadable, response.Failure);
    }

    [Fact]
    public async Task Callers_own_cancellation_is_thrown()
    {
        Behaviour = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        using var given = new CancellationTokenSource();
        var call = Client().GetAsync(new ObjectReference(ModuleId.Locations, "1"), cancellation: given.Token);
        while (Requests.IsEmpty)
            await Task.Delay(5, Cancellation);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Redirect_is_followed_with_body_on_the_same_host_only()
    {
        Behaviour = http =>
        {
            if (http.Request.Path == "/moved")
                return http.Response.WriteAsync(Ok);
            http.Response.StatusCode = 308;
            http.Response.Headers.Location = "/moved";
            return Task.CompletedTask;
        };
        Assert.True((await Client().PostCdrAsync("{\"a\":1}"u8.ToArray(), cancellation: Cancellation)).IsSuccess);
        Assert.Equal("{\"a\":1}", Requests.Last().Body);

        Behaviour = http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = "http://evil.example/";
            return Task.CompletedTask;
        };
        Assert.Equal(OcpiFailure.HttpError, (await GetAsync()).Failure);
    }

    private Task<OcpiResponse> GetAsync() => Client().GetAsync(new ObjectReference(ModuleId.Locations, "1"), cancellation: Cancellation);

    private void Answer(int status, string body) => Behaviour = http =>
    {
        http.Response.StatusCode = status;
        return status == 204 ? Task.CompletedTask : http.Response.WriteAsync(body);
    };
}
