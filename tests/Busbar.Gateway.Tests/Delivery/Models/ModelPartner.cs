using System.Collections.Concurrent;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Delivery.Push;

namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>A partner without a network: applies what it is told in the plainest way, as its mood allows, and complains when something old comes after something new.</summary>
internal sealed class ModelPartner : IPartnerLink
{
    public static readonly Uri Url = new("https://partner.example/");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly Dictionary<string, IReadOnlyList<int>> _newest = [];
    private readonly Dictionary<string, int> _told = [];
    private readonly Dictionary<string, Random> _chances = [];
    private PartnerMood _mood;
    private int _seed;

    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>How the partner fares from now on.</summary>
    public void Fare(PartnerMood mood, int seed = 0)
    {
        lock (_lock)
        {
            (_mood, _seed) = (mood, seed);
            _chances.Clear();
        }
    }

    /// <summary>The object at a path like "tariffs/NL/CPO/1-2"; CDRs are at "cdrs/1-2".</summary>
    public JsonObject? Find(string path)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(path)?.DeepClone().AsObject();
        }
    }

    /// <summary>How often the partner was told of each object, EVSE and connector since the last call, and took it; by path.</summary>
    public IReadOnlyDictionary<string, int> TakeTold()
    {
        lock (_lock)
        {
            var told = new Dictionary<string, int>(_told);
            _told.Clear();
            return told;
        }
    }

    public Task<PartnerAnswer> SendAsync(Connection connection, OutgoingMessage message, CancellationToken cancellation)
    {
        lock (_lock)
        {
            // Answers come from other threads, as those of a network do.
            var answer = Answer(message);
            return Task.Run(() => answer, CancellationToken.None);
        }
    }

    private PartnerAnswer Answer(OutgoingMessage message) => (_mood == PartnerMood.Moody ? Chance(message).Next(8) : _mood == PartnerMood.Away ? 0 : 9) switch
    {
        0 => new PartnerAnswer { Kind = AnswerKind.Unreachable },
        1 => Apply(message) with { Kind = AnswerKind.Unreachable, HttpStatus = null, OcpiStatus = null, Location = null, Uncertain = true },

        // Some answer 500 to what they do not have: asked for a CDR, that would mean that it has to be posted.
        2 when message.Method != HttpMethod.Get => new PartnerAnswer { Kind = AnswerKind.Failing, HttpStatus = 500, Uncertain = true },
        3 => new PartnerAnswer { Kind = AnswerKind.Throttled, HttpStatus = 429, RetryAfter = TimeSpan.FromMilliseconds(1) },
        4 => new PartnerAnswer { Kind = AnswerKind.Unreachable, HttpStatus = 503 },
        _ => Apply(message),
    };

    /// <summary>What becomes of the messages about an object hangs on the seed and on their number: not on what is under way beside them, nor on the run's number.</summary>
    private Random Chance(OutgoingMessage message)
    {
        var key = KeyOf(message);
        if (!_chances.TryGetValue(key, out var chance))
        {
            var name = key[..(key.LastIndexOf('/') + 1)] + key[(key.LastIndexOf('-') + 1)..];
            _chances[key] = chance = new Random(name.Aggregate(_seed, (sum, letter) => unchecked((sum * 31) + letter)));
        }

        return chance;
    }

    private static string KeyOf(OutgoingMessage message)
    {
        var path = message.Url.AbsolutePath.Trim('/').Split('/');
        return path[0] != "cdrs" ? string.Join('/', path.Take(4)) : $"cdrs/{(message.Body.IsEmpty ? path[^1] : (string?)JsonNode.Parse(message.Body.Span)!["id"])}";
    }

    private PartnerAnswer Apply(OutgoingMessage message)
    {
        var path = message.Url.AbsolutePath.Trim('/').Split('/');
        var body = message.Body.IsEmpty ? null : (JsonObject)JsonNode.Parse(message.Body.Span)!;
        var key = KeyOf(message);
        var known = _objects.GetValueOrDefault(key);
        if (message.Method == HttpMethod.Get)
        {
            return known is null
                ? new PartnerAnswer { Kind = AnswerKind.Refused, HttpStatus = 404 }
                : new PartnerAnswer { Kind = AnswerKind.Accepted, HttpStatus = 200, OcpiStatus = 1000, Data = Encoding.UTF8.GetBytes(known.ToJsonString()) };
        }

        if (message.Method == HttpMethod.Post && known is not null)
        {
            Complaints.Enqueue($"{key} was posted twice");
        }

        if (message.Method == HttpMethod.Delete)
        {
            _objects.Remove(key);
        }
        else if (path is ["locations", _, _, _, var evse, ..])
        {
            var part = Part(known, "evses", "uid", evse);
            if ((path is [.., var id] && path.Length == 6 ? Part(part, "connectors", "id", id) : part) is not { } changed)
            {
                return new PartnerAnswer { Kind = AnswerKind.Refused, HttpStatus = 404 };
            }

            foreach (var (name, value) in body!)
            {
                changed[name] = value?.DeepClone();
            }
        }
        else
        {
            _objects[key] = body!;
        }

        var told = path[0] == "cdrs" ? key : string.Join('/', path);
        _told[told] = _told.GetValueOrDefault(told) + 1;
        LookForInversions(key, message);
        return new PartnerAnswer { Kind = AnswerKind.Accepted, HttpStatus = 200, OcpiStatus = 1000, Location = path[0] == "cdrs" ? new Uri(Url, key) : null };
    }

    private static JsonObject? Part(JsonObject? owner, string list, string idField, string id) =>
        (owner?[list] as JsonArray)?.FirstOrDefault(item => (string?)item![idField] == id) as JsonObject;

    private void LookForInversions(string key, OutgoingMessage message)
    {
        if (_objects.GetValueOrDefault(key) is not { } now)
        {
            return;
        }

        var states = ModelObjects.StatesOf(now);
        if (_newest.TryGetValue(key, out var before) && before.Count == states.Count && before.Zip(states).Any(pair => pair.Second < pair.First))
        {
            Complaints.Enqueue($"{message.Method} {message.Url.AbsolutePath} led from {string.Join('/', before)} back to {string.Join('/', states)}");
        }

        _newest[key] = states;
    }
}
