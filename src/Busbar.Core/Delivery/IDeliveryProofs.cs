using Busbar.Core.Objects;

namespace Busbar.Core.Delivery;

/// <summary>Port: how one object stands at every partner. Worked out when it is asked for, from what is kept anyway.</summary>
public interface IDeliveryProofs
{
    /// <summary>One entry per connection; null when the object never existed.</summary>
    Task<IReadOnlyList<DeliveryProof>?> OfAsync(ObjectKey key, CancellationToken cancellation);
}
