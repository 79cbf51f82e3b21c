using Busbar.Core.Connections;

namespace Busbar.Delivery.Push;

/// <summary>Sends one message to a partner and says what the answer means. Does not throw for anything that the partner or the network does.</summary>
internal interface IPartnerLink
{
    Task<PartnerAnswer> SendAsync(Connection connection, OutgoingMessage message, CancellationToken cancellation);
}
