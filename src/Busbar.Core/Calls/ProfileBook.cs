using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>
/// Who has set a charging profile on which session, and the limits that its operator told of last. Kept among the objects, as module chargingprofiles under the
/// session's operator and id, so that every process knows it and the operator's events tell of it. Forgotten when the session is over.
/// </summary>
public sealed class ProfileBook(IObjectStore objects, TimeProvider clock)
{
    /// <summary>What is known of a session; null when nobody has set a profile on it.</summary>
    public async ValueTask<SteeredSession?> FindAsync(PartyId party, string sessionId, CancellationToken cancellation) =>
        await objects.FindAsync(Key(party, sessionId), cancellation) is { Deleted: false } stored ? Read(stored) : null;

    /// <summary>Notes that a party has set a profile on a session.</summary>
    public ValueTask<WriteResult> RememberAsync(PartyId party, string sessionId, Steerer steerer, CancellationToken cancellation) =>
        ChangeAsync(party, sessionId, steerer.Connection, create: true, document =>
        {
            var setters = document["setters"]!.AsArray();
            if (setters.Any(known => Read(known!) == steerer))
            {
                return false;
            }

            setters.Add(new JsonObject
            {
                ["country_code"] = steerer.Party.CountryCode, ["party_id"] = steerer.Party.Code, ["connection"] = steerer.Connection?.ToString(),
            });
            return true;
        }, cancellation);

    /// <summary>Keeps the limits that an operator tells of, on a session that somebody has set a profile on.</summary>
    public ValueTask<WriteResult> KeepActiveAsync(PartyId party, string sessionId, Guid? source, ReadOnlyMemory<byte> profile, CancellationToken cancellation)
    {
        var active = JsonNode.Parse(profile.Span);
        return ChangeAsync(party, sessionId, source, create: false, document =>
        {
            document["active_charging_profile"] = active!.DeepClone();
            return true;
        }, cancellation);
    }

    /// <summary>The session is over: nobody steers it any more.</summary>
    public ValueTask<WriteResult> ForgetAsync(PartyId party, string sessionId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return objects.WriteAsync(
            new ObjectWrite
            {
                Key = Key(party, sessionId),
                Source = null,
                Decide = current => current is null or { Deleted: true } ? new ObjectDecision.Keep(KeepReason.NotFound) : new ObjectDecision.Delete(now),
            },
            cancellation);
    }

    private ValueTask<WriteResult> ChangeAsync(
        PartyId party, string sessionId, Guid? source, bool create, Func<JsonObject, bool> change, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return objects.WriteAsync(
            new ObjectWrite
            {
                Key = Key(party, sessionId),
                Source = source,
                Decide = current =>
                {
                    var known = current is { Deleted: false };
                    if (!known && !create)
                    {
                        return new ObjectDecision.Keep(KeepReason.NotFound);
                    }

                    var document = known ? JsonNode.Parse(current!.ReadUtf8())!.AsObject() : new JsonObject { ["session_id"] = sessionId, ["setters"] = new JsonArray() };
                    if (!change(document))
                    {
                        return new ObjectDecision.Keep(KeepReason.Same);
                    }

                    document["last_updated"] = OcpiDateTime.Format(now);
                    var utf8 = JsonSerializer.SerializeToUtf8Bytes(document, ProfileJson.Default.JsonObject);
                    var hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(utf8));
                    return new ObjectDecision.Store(OcpiVersion.V230, utf8, new ObjectFacts(now, null, Published: true, hash));
                },
            },
            cancellation);
    }

    private static ObjectKey Key(PartyId party, string sessionId) => new(ModuleId.ChargingProfiles, party, sessionId);

    private static SteeredSession Read(StoredObject stored)
    {
        var document = JsonNode.Parse(stored.Utf8.Span)!.AsObject();
        return new SteeredSession([.. document["setters"]!.AsArray().Select(setter => Read(setter!))], stored.Utf8);
    }

    private static Steerer Read(JsonNode setter) => new(
        new PartyId((string)setter["country_code"]!, (string)setter["party_id"]!),
        (string?)setter["connection"] is { } connection ? Guid.Parse(connection, CultureInfo.InvariantCulture) : null);
}

/// <summary>Who set a profile: a party, and the connection that it asked over; null for a hosted party.</summary>
public sealed record Steerer(PartyId Party, Guid? Connection);

/// <summary>A session on which somebody has set a profile.</summary>
/// <param name="Setters">Who.</param>
/// <param name="Utf8">All that is known, as JSON.</param>
public sealed record SteeredSession(IReadOnlyList<Steerer> Setters, ReadOnlyMemory<byte> Utf8);

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class ProfileJson : System.Text.Json.Serialization.JsonSerializerContext;
