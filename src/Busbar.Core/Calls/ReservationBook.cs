using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Calls;

/// <summary>
/// Who has reserved under which id with which operator, so that nobody cancels what another reserved, and a cancellation finds its operator. Providers number their
/// reservations each for itself: one id may be several parties'. Kept among the objects, under a module of our own.
/// </summary>
public sealed class ReservationBook(IObjectStore objects, TimeProvider clock)
{
    private static readonly ModuleId Module = new("reservations");

    /// <summary>Notes that a party asks an operator for a reservation.</summary>
    public async ValueTask RememberAsync(PartyId party, string reservationId, PartyId reserver, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await objects.WriteAsync(
            new ObjectWrite
            {
                Key = new ObjectKey(Module, party, reservationId),
                Source = null,
                Decide = current =>
                {
                    var reservers = current is { Deleted: false } ? Read(current.ReadUtf8()) : [];
                    if (reservers.Contains(reserver))
                    {
                        return new ObjectDecision.Keep(KeepReason.Same);
                    }

                    var utf8 = JsonSerializer.SerializeToUtf8Bytes(
                        new JsonArray([.. reservers.Append(reserver).Select(known => JsonValue.Create(known.ToString()))]), ReservationJson.Default.JsonArray);
                    return new ObjectDecision.Store(OcpiVersion.V230, utf8, new ObjectFacts(now, null, Published: true, ObjectScan.Hash(utf8)));
                },
            },
            cancellation);
    }

    /// <summary>Whether it is known that others reserved under the id with the operator, and this party did not.</summary>
    public async ValueTask<bool> IsAnothersAsync(PartyId party, string reservationId, PartyId asker, CancellationToken cancellation) =>
        await objects.FindAsync(new ObjectKey(Module, party, reservationId), cancellation) is { Deleted: false } stored && !Read(stored.Utf8.Span).Contains(asker);

    /// <summary>The operators with whom a party asked for a reservation under the id.</summary>
    public static async ValueTask<IReadOnlyList<PartyId>> OperatorsAsync(IObjectStore objects, string reservationId, PartyId reserver, CancellationToken cancellation) =>
        [.. (await objects.FindByIdAsync(Module, reservationId, cancellation))
            .Where(stored => !stored.Deleted && Read(stored.Utf8.Span).Contains(reserver)).Select(stored => stored.Key.Owner)];

    private static List<PartyId> Read(ReadOnlySpan<byte> utf8) =>
        [.. JsonNode.Parse(utf8)!.AsArray().Select(text => PartyId.TryParse((string?)text, out var party) ? party : default)];
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonArray))]
internal sealed partial class ReservationJson : System.Text.Json.Serialization.JsonSerializerContext;
