using System.Net;
using Busbar.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Gateway.Tests.Admin;

public sealed class HostTests
{
    [Fact]
    public async Task Live_ready_and_metrics_answer_without_a_key()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = null;

        Assert.Equal("ok", (await gateway.GetAsync("/health/live")).Is(HttpStatusCode.OK)["status"]);
        var ready = (await gateway.GetAsync("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Equal("ok", ready.Json.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        await gateway.GetAsync("/ocpi/versions");
        var metrics = (await gateway.GetAsync("/metrics")).Is(HttpStatusCode.OK);
        Assert.Equal("text/plain", metrics.ContentType);
        Assert.Contains("# TYPE busbar_requests_total counter", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("busbar_requests_total{direction=\"in\",module=\"versions\",http_status=\"401\"", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("busbar_change_log_sequence ", metrics.Text, StringComparison.Ordinal);
        Assert.All(metrics.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[^}]*\\})? [-0-9.E+]+)$", line));
        Assert.DoesNotContain(metrics.Headers.Keys, name => name.Equals("Server", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task OpenApi_document_lists_every_route_with_bearer_security()
    {
        await using var gateway = await OperatorGateway.StartAsync();

        var document = (await gateway.GetAsync("/openapi/v1.json")).Is(HttpStatusCode.OK).Json;

        var documented = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal).ToList();
        var served = gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/').Replace(":guid", "", StringComparison.Ordinal)}"))
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(served, documented);
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("operator_key").GetProperty("scheme").GetString());
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("ConnectionRequest").GetProperty("properties").TryGetProperty("versions_url", out var field));
        Assert.Contains("versions URL", field.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Busbar:Database=Host=db;Database=busbar", "PostgreSQL")]
    [InlineData("--Busbar:Database=Data Source=:memory:", "must be a file")]
    [InlineData("--Busbar:Databse=Data Source=x.db", "Busbar:Databse is not a setting")]
    [InlineData("--Busbar:AdminKey=two words", "printable ASCII without spaces")]
    [InlineData("--Busbar:Database=Host=db;Nonsense=1", "PostgreSQL")]
    [InlineData("--Busbar:PublicUrl=example.org", "Busbar:PublicUrl")]
    [InlineData("--Busbar:AllowPrivateNetworks=perhaps", "true or false")]
    [InlineData("--Busbar:Party:CountryCode=NLD", "Busbar:Party:CountryCode")]
    [InlineData("--Busbar:Limits:RequestsPerSecond=fast", "Busbar:Limits:RequestsPerSecond must be a number from 0.01 to 100000")]
    [InlineData("--Busbar:Limits:RequestsPerSecond=0", "Busbar:Limits:RequestsPerSecond")]
    [InlineData("--Busbar:Limits:Burst=20", "Busbar:Limits:Burst says nothing without")]
    [InlineData("--Busbar:Limits:PerMinute=20", "Busbar:Limits:PerMinute is not a setting")]
    [InlineData("--Busbar:TrustedProxies=10.0.0.0/8;proxy", "Busbar:TrustedProxies must be addresses or networks")]
    [InlineData("--urls", "--urls has no value")]
    [InlineData("serve", "'serve' is not an option")]
    public async Task Serve_with_a_setting_that_cannot_be_used_says_so_in_one_line_and_exits_with_2(string argument, string expected)
    {
        var error = new StringWriter();

        var code = await GatewayRunner.RunAsync([argument], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("busbar: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_lists_everything_that_is_wrong_at_once()
    {
        var error = new StringWriter();

        await GatewayRunner.RunAsync(["--Busbar:AdminKey=two words", "--Busbar:AllowPrivateNetworks=perhaps"], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Contains("AdminKey", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("AllowPrivateNetworks", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_on_a_port_that_is_taken_or_a_database_in_use_exits_with_2()
    {
        await using var gateway = await OperatorGateway.StartAsync();
        var folder = Directory.CreateTempSubdirectory("busbar-admin-");
        try
        {
            var error = new StringWriter();
            var code = await GatewayRunner.RunAsync(
                [$"--urls={gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}", $"--Busbar:Database=Data Source={Path.Combine(folder.FullName, "busbar.db")}", "--Logging:Console:LogLevel:Default=None"],
                TextWriter.Null, error, TestContext.Current.CancellationToken);

            Assert.Equal(2, code);
            Assert.Contains("cannot listen", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Files_beside_the_database_are_for_the_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Path.Combine(Directory.CreateTempSubdirectory("busbar-admin-").FullName, "data");
        await using (await OperatorGateway.StartAsync(new DirectoryInfo(folder)))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "busbar.db")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "keys")));
        }

        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
