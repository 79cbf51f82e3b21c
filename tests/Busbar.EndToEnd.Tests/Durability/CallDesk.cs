using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Takes commands and results, and keeps them for the test.</summary>
internal sealed class CallDesk : ICallHandler
{
    /// <summary>Commands that were accepted: where their results are to go, by location.</summary>
    public ConcurrentDictionary<string, Uri> ResponseUrls { get; } = [];

    /// <summary>How long, in seconds, the answer says that the result may take, by location.</summary>
    public ConcurrentDictionary<string, int> Timeouts { get; } = [];

    /// <summary>Results in the order in which they came: the last segment of the response_url, and the result.</summary>
    public ConcurrentQueue<(string CallId, string Result)> Results { get; } = [];

    public ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        var body = JsonNode.Parse(request.Body.Span)!;
        var location = (string)body["location_id"]!;
        ResponseUrls[location] = new Uri((string)body["response_url"]!);
        return new(OcpiReply.Ok(Encoding.UTF8.GetBytes($$"""{"result":"ACCEPTED","timeout":{{Timeouts.GetValueOrDefault(location, 600)}}}""")));
    }

    public ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation)
    {
        Results.Enqueue((callId, (string)JsonNode.Parse(request.Body.Span)!["result"]!));
        return new(OcpiReply.Ok());
    }

    public ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.UnknownToken, "No tokens here."));

    public ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "No sessions here."));
}
