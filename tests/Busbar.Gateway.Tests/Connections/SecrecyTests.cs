using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>No token gets into a log, a step that the operator sees, or an answer to somebody else.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_token_stands_in_logs_or_steps_whatever_goes_wrong()
    {
        await using var gateway = await TestGateway.StartAsync();
        await using var partner = await ScriptedPartner.StartAsync("secret-token-a", "secret-token-b");
        var created = await gateway.WaitForAsync("Waits");
        var secrets = new List<string> { "secret-token-a", "secret-token-b", "secret-token-x", created.Token!, "granted-by-the-partner" };

        await gateway.CredentialsAsync(HttpMethod.Put, created.Token!, partner.Credentials("secret-token-b"));
        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials("secret-token-x"));
        gateway.Store.FailNext = new IOException("The disk is full.");
        await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials("secret-token-b"));
        var registered = await gateway.CredentialsAsync(HttpMethod.Post, created.Token!, partner.Credentials("secret-token-b"));
        secrets.Add(registered.Token);
        partner.Roles = ScriptedPartner.Party("DE", "ABC", "EMSP");
        // A partner that quotes what it was sent, in both forms, in its error message.
        partner.Instead = (http, body) => http.Request.Method == "POST" ? (200, Quoting(http.Request.Headers.Authorization.ToString(), body)) : null;
        var quoted = await gateway.RegisterWithAsync("Asks", partner.VersionsUrl, "secret-token-a");
        partner.Instead = null;
        await gateway.Operator.RegisterAsync(quoted.Connection.Id, token: null, version: null, TestContext.Current.CancellationToken);
        secrets.AddRange(partner.Seen.Where(seen => seen.Method == "POST").Select(seen => JsonElement.Parse(seen.Body).GetProperty("token").GetString()!));

        Assert.False(quoted.Handshake!.Succeeded);
        var told = string.Join('\n', gateway.Directory.Current.Connections.SelectMany(connection => connection.LastHandshake?.Steps ?? []).Concat(quoted.Handshake.Steps))
            + string.Join('\n', gateway.Directory.Current.Connections) + registered.Message + created + quoted;
        Assert.NotEmpty(gateway.Log.Lines);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, gateway.Log.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), gateway.Log.Text + told, StringComparison.Ordinal);
        }
    }

    private static string Quoting(string authorization, string body) =>
        $$"""{"status_code":2001,"status_message":{{JsonSerializer.Serialize($"{authorization} with {body}")}},"timestamp":"2026-01-01T00:00:00Z"}""";
}
