using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;

namespace Busbar.EndToEnd.Tests.Outside;

/// <summary>Partners of 2.3.0 that use an add-on, both ways.</summary>
internal static class AddOnPartners
{
    public static async Task<PlainPartner> JoinAsync(this OutsideGateway gateway, string module, string party, string role, string country = "AT")
    {
        var partner = await PlainPartner.StartAsync("2.3.0", country, party, role);
        partner.SwitchedOn.Add(module);
        partner.Extra.Add(module + "/SENDER");
        partner.Extra.Add(module + "/RECEIVER");
        await partner.InviteAsync(gateway.Process);
        await partner.PostCredentialsAsync();
        return partner;
    }

    public static (string, string)[] To(this PlainPartner from, PlainPartner to) =>
    [
        ("OCPI-from-country-code", from.Country), ("OCPI-from-party-id", from.Party), ("OCPI-to-country-code", to.Country), ("OCPI-to-party-id", to.Party),
    ];

    /// <summary>Waits for a request that the gateway sends.</summary>
    public static Task<string> GetsAsync(this PlainPartner partner, string method, string path, Func<JsonNode, bool>? fits = null) => Eventually.GetAsync(
        () => Task.FromResult(partner.Received.Where(request => request.Method == method && request.Path == path)
            .Where(request => fits is null || fits(JsonNode.Parse(request.Body)!)).Select(request => request.Body).FirstOrDefault()),
        $"{partner.Party} gets {method} {path}",
        () => string.Join(Environment.NewLine, partner.Received.Select(request => $"{request.Method} {request.Path} {request.Body}")),
        TestContext.Current.CancellationToken);
}
