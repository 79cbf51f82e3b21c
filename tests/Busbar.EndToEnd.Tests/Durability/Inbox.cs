using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>One push that a platform took in.</summary>
/// <param name="Key">The object, like "locations/L1"; the part of it follows in <paramref name="Part"/>.</param>
/// <param name="Part">The EVSE, when only one was told of.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Body">What was sent.</param>
/// <param name="At">When, as <see cref="Stopwatch.GetTimestamp"/> counts.</param>
internal sealed record Arrival(string Key, string? Part, string Method, string Body, long At)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;
}

/// <summary>A receiver that takes what it is sent, writes down every push in order, and applies it in the simplest way that the standard allows.</summary>
/// <param name="cdrLocations">Whether the answer to a CDR says where it can be read back.</param>
internal sealed class Inbox(bool cdrLocations) : IReceiverHandler
{
    private readonly Lock _lock = new();
    private readonly List<Arrival> _arrivals = [];
    private readonly Dictionary<string, JsonObject> _objects = [];

    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (_lock)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>The object as it stands here; null when it never came.</summary>
    public JsonObject? Find(string key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key)?.DeepClone().AsObject();
        }
    }

    public int Count(ModuleId module)
    {
        lock (_lock)
        {
            return _objects.Keys.Count(key => key.StartsWith(module.Value + "/", StringComparison.Ordinal));
        }
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) =>
        new(Find(Key(address)) is { } found ? OcpiReply.Ok(Encoding.UTF8.GetBytes(found.ToJsonString())) : OcpiReply.NotFound(OcpiStatus.InvalidParameters, "Never seen."));

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) =>
        new(Take(Key(address), address.EvseUid, request, (stored, sent) =>
        {
            if (address.EvseUid is not { } uid)
            {
                return sent;
            }

            var evses = stored?["evses"]?.AsArray();
            if (evses is null)
            {
                return null;
            }

            var place = evses.ToList().FindIndex(evse => (string?)evse!["uid"] == uid);
            if (place < 0)
            {
                evses.Add(sent);
            }
            else
            {
                evses[place] = sent;
            }

            return stored;
        }));

    public ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) =>
        new(Take(Key(address), address.EvseUid, request, (stored, sent) =>
        {
            var part = address.EvseUid is { } uid ? stored?["evses"]?.AsArray().FirstOrDefault(evse => (string?)evse!["uid"] == uid)?.AsObject() : stored;
            if (part is null)
            {
                return null;
            }

            foreach (var (name, value) in sent)
            {
                part[name] = value?.DeepClone();
            }

            return stored;
        }));

    public ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var id = (string)JsonNode.Parse(request.Body.Span)!["id"]!;
        var reply = Take($"{ModuleId.Cdrs}/{id}", null, request, (_, sent) => sent);
        var endpoint = request.Urls.Endpoint(request.Version!.Value, ModuleId.Cdrs, InterfaceRole.Receiver);
        return new(cdrLocations ? reply with { Location = new Uri($"{endpoint.AbsoluteUri}/{Documents.Operator.CountryCode}/{Documents.Operator.Code}/{id}") } : reply);
    }

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _arrivals.Add(new Arrival(Key(address), null, "DELETE", "{}", Stopwatch.GetTimestamp()));
            return new(_objects.Remove(Key(address)) ? OcpiReply.Ok() : OcpiReply.NotFound(OcpiStatus.InvalidParameters, "Never seen."));
        }
    }

    private static string Key(ObjectAddress address) => $"{address.Module}/{address.Id}";

    private OcpiReply Take(string key, string? part, OcpiRequest request, Func<JsonObject?, JsonObject, JsonObject?> apply)
    {
        var body = Encoding.UTF8.GetString(request.Body.Span);
        lock (_lock)
        {
            var known = _objects.GetValueOrDefault(key);
            if (apply(known, (JsonObject)JsonNode.Parse(body)!) is not { } now)
            {
                return OcpiReply.NotFound(OcpiStatus.UnknownLocation, "Never seen.");
            }

            _objects[key] = now;
            _arrivals.Add(new Arrival(key, part, request.Method, body, Stopwatch.GetTimestamp()));
            return known is null ? OcpiReply.Created() : OcpiReply.Ok();
        }
    }
}
