using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;

namespace Busbar.Admin.Queries;

/// <summary>How objects stand at partners, as the operator sees it.</summary>
internal sealed class DeliveryQueries(IDeliveryProofs proofs, ConnectionDirectory directory)
{
    /// <summary>Null when the object never existed.</summary>
    public async Task<IReadOnlyList<ObjectDeliveryView>?> OfAsync(ObjectKey key, CancellationToken cancellation) =>
        await proofs.OfAsync(key, cancellation) is { } found ? [.. found.Select(View)] : null;

    private ObjectDeliveryView View(DeliveryProof proof) => new()
    {
        Connection = proof.Connection,
        Name = directory.Current.Find(proof.Connection)?.Name ?? "",
        State = Words.Of(proof.State),
        Reason = proof.Reason,
        Ahead = proof.Ahead,
        Refusal = proof.Refusal?.Id,
        Message = proof.Exchange is { Subject: { } subject } exchange ? Message(exchange, subject) : null,
        AcknowledgedAt = proof.Receipt?.At,
        Location = proof.Receipt?.Location?.ToString(),
    };

    private static DeliveryMessageView Message(Exchange exchange, ExchangeSubject subject) => new()
    {
        Exchange = exchange.Id,
        At = exchange.At,
        Method = exchange.Method,
        HttpStatus = exchange.HttpStatus,
        OcpiStatus = exchange.OcpiStatus,
        RequestId = exchange.RequestId,
        CorrelationId = exchange.CorrelationId,
        Sequence = subject.Sequence,
    };
}
