using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>The endpoints in a partner's version details, as its role has them.</summary>
internal static class MatrixOffer
{
    public static IEnumerable<JsonNode> Of(MatrixPartner partner)
    {
        var operates = partner.Role == "CPO";
        var modules = new List<(string Module, string Side)> { ("credentials", "SENDER") };
        foreach (var module in (string[])["locations", "tariffs", "sessions", "cdrs"])
        {
            modules.Add((module, operates ? "SENDER" : "RECEIVER"));
        }

        modules.Add(("tokens", operates ? "RECEIVER" : "SENDER"));
        if (operates)
        {
            modules.Add(("commands", "RECEIVER"));
        }

        if (!partner.IsOld)
        {
            modules.Add(("chargingprofiles", operates ? "RECEIVER" : "SENDER"));
        }

        return modules.Select(entry =>
        {
            var path = entry.Module == "credentials" ? $"/{partner.Version}/credentials" : $"/{partner.Version}/{entry.Side.ToLowerInvariant()}/{entry.Module}";
            var endpoint = new JsonObject { ["identifier"] = entry.Module, ["url"] = new Uri(partner.Url, path).AbsoluteUri };
            if (!partner.IsOld)
            {
                endpoint["role"] = entry.Side;
            }

            return (JsonNode)endpoint;
        });
    }
}
