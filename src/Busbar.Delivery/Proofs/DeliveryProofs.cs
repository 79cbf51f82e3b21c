using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Core.Routing;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Proofs;

/// <summary>Works out how an object stands at every partner: what it may see, how far it has got, what it refused, and what was said last.</summary>
internal sealed class DeliveryProofs(
    ConnectionDirectory directory, IAgreementStore agreements, PartnerViews views, IObjectStore store, OutgoingObjects objects, ICursorStore cursors,
    IRefusalStore refusals, IReceiptStore receipts, IExchangeLog exchanges, TimeProvider time) : IDeliveryProofs
{
    private const int MostRefusals = 10_000;

    public async Task<IReadOnlyList<DeliveryProof>?> OfAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (await store.FindAsync(key, cancellation) is not { } stored)
        {
            return null;
        }

        var known = new Known(
            stored,
            new Visibility(await agreements.ListAsync(cancellation), time.GetUtcNow()),
            ByConnection(await refusals.SelectAsync(new RefusalFilter { Object = key, State = RefusalState.Open, Limit = MostRefusals }, cancellation)),
            (await exchanges.ListLastAsync(stored.Key.Module, stored.Ordinal, cancellation)).Where(exchange => exchange.Connection is not null)
                .ToDictionary(exchange => exchange.Connection!.Value));
        var proofs = new List<DeliveryProof>();
        foreach (var connection in directory.Current.Connections.OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase))
        {
            var (refusal, last) = (known.Refusals.GetValueOrDefault(connection.Id), known.Last.GetValueOrDefault(connection.Id));
            var receipt = stored.Key.Module == ModuleId.Cdrs ? await receipts.FindAsync(connection.Id, key, cancellation) : null;
            var (state, reason, ahead) = await KeptBackAsync(connection, known, cancellation) is { } kept
                ? (kept.State, kept.Reason, null)
                : Standing.Of(stored).Judge(await cursors.FindAsync(connection.Id, cancellation), refusal, last, receipt);
            proofs.Add(new DeliveryProof
            {
                Connection = connection.Id,
                State = state,
                Reason = state == ProofState.Waiting && connection.PausedAt is not null ? "Pushes to the partner are paused." : reason,
                Ahead = ahead,
                Refusal = state == ProofState.Refused ? refusal : null,
                Exchange = last,
                Receipt = receipt,
            });
        }

        return proofs;
    }

    /// <summary>Why the partner is not sent it at all; null when it is.</summary>
    private async ValueTask<(ProofState State, string Reason)?> KeptBackAsync(Connection connection, Known known, CancellationToken cancellation)
    {
        var stored = known.Stored;
        var sight = known.Visibility.Of(connection, stored.Key, stored.Facts, stored.Source);
        if (!sight.Allowed)
        {
            return (ProofState.NotVisible, sight.Reason);
        }

        if (connection is not { State: ConnectionState.Connected, Version: { } version })
        {
            return (ProofState.NotVisible, $"{connection.Name} is {connection.State.ToString().ToLowerInvariant()}, not connected.");
        }

        if (stored.Deleted && OwnedModule.TryGet(stored.Key.Module, out var kind) && kind.IsKept)
        {
            return (ProofState.NotVisible, $"It was removed here, and the protocol has no removal for {stored.Key.Module}: nobody is told.");
        }

        if (await objects.GetAsync(stored.Key, stored.Sequence, cancellation) is { } state && (await state.InAsync(version)).Withheld is { } withheld)
        {
            return (ProofState.Withheld, $"It has no form in OCPI {version.Number()}: {withheld}");
        }

        if (!connection.Profile.Push)
        {
            return (ProofState.NotPushed, "The partner's profile says that it reads our lists itself.");
        }

        return !(await views.OfAsync(connection, cancellation)).Sees(stored)
            ? (ProofState.NotPushed, $"The partner offers no receiver for {stored.Key.Module}, or it is behind a hub that says it is not there.")
            : null;
    }

    private static Dictionary<Guid, Refusal> ByConnection(IReadOnlyList<Refusal> refusals)
    {
        var newest = new Dictionary<Guid, Refusal>();
        foreach (var refusal in refusals)
        {
            newest[refusal.Connection] = refusal; // oldest first: the newest stays
        }

        return newest;
    }

    private sealed record Known(StoredObject Stored, Visibility Visibility, Dictionary<Guid, Refusal> Refusals, Dictionary<Guid, Exchange> Last);
}
