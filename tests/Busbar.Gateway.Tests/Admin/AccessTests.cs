using System.Net;
using System.Net.Http.Headers;

namespace Busbar.Gateway.Tests.Admin;

public sealed class AccessTests
{
    [Theory]
    [InlineData("/api/status")]
    [InlineData("/api/connections")]
    [InlineData("/api/no-such-thing")]
    public async Task Api_without_key_says_how_to_send_it(string path)
    {
        await using var gateway = await OperatorGateway.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = null;

        var reply = (await gateway.GetAsync(path)).IsProblem(HttpStatusCode.Unauthorized);

        Assert.StartsWith("Bearer", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Contains("Bearer <key>", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer", "another-key-for-tests")]
    [InlineData("Bearer", "")]
    [InlineData("Token", OperatorGateway.Key)]
    [InlineData("Basic", "YWRtaW46YS1rZXktZm9yLXRlc3RzLW9ubHk=")]
    public async Task Api_with_a_wrong_key_or_scheme_refuses(string scheme, string parameter)
    {
        await using var gateway = await OperatorGateway.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, parameter);

        (await gateway.GetAsync("/api/status")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Scheme_in_another_case_is_accepted()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bEaReR", OperatorGateway.Key);

        (await gateway.GetAsync("/api/status")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Generated_key_is_shown_once_and_survives_a_restart_as_a_hash()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-admin-");
        try
        {
            string key;
            await using (var first = await OperatorGateway.StartAsync(folder, key: null))
            {
                key = first.Terminal[first.Terminal.IndexOf("bbk_", StringComparison.Ordinal)..].Trim();
                first.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
                (await first.GetAsync("/api/status")).Is(HttpStatusCode.OK);
            }

            await using (var second = await OperatorGateway.StartAsync(folder, key: null))
            {
                Assert.Empty(second.Terminal);
                second.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
                (await second.GetAsync("/api/status")).Is(HttpStatusCode.OK);
            }

            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                Assert.DoesNotContain(key, await File.ReadAllTextAsync(file.FullName, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Unknown_path_and_wrong_method_are_problems()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        (await gateway.GetAsync("/api/no-such-thing")).IsProblem(HttpStatusCode.NotFound);
        (await gateway.PostAsync("/api/status", "{}")).IsProblem(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Query_parameter_that_nobody_knows_is_refused()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        Assert.Equal([("conection", "unknown")], (await gateway.GetAsync("/api/exchanges?conection=x")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("limit", "type")], (await gateway.GetAsync("/api/exchanges?limit=many")).IsProblem(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("limit", "range")], (await gateway.GetAsync("/api/exchanges?limit=0")).IsProblem(HttpStatusCode.BadRequest).Errors);
    }
}
