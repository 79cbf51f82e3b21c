using Busbar.Soak.Platforms;

namespace Busbar.Soak.Runs;

internal static class Refusals
{
    /// <summary>What the gateway's operator is told of refusals; null when nothing was refused.</summary>
    public static async Task<string?> ListAsync(OperatorApi api)
    {
        var items = (await api.SendAsync("GET", "/api/refusals"))["items"]!.AsArray();
        return items.Count == 0 ? null : items.ToJsonString();
    }
}
