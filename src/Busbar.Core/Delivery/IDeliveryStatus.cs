namespace Busbar.Core.Delivery;

/// <summary>Port: where the delivery to each partner stands, as far as this process delivers.</summary>
public interface IDeliveryStatus
{
    IReadOnlyList<DeliveryStatus> List();

    /// <summary>Null when the connection is unknown to the delivery.</summary>
    DeliveryStatus? Find(Guid connection);
}
