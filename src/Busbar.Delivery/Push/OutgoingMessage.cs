using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>One request that delivers something to a partner.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Url">Where, below an endpoint that the partner announced (or that it named in an answer).</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="From">The owner of what is sent.</param>
/// <param name="To">The party it is meant for; null when no party of the partner fits, or when a hub is to find the receivers.</param>
/// <param name="Body">The JSON to send, UTF-8; empty for none.</param>
internal sealed record OutgoingMessage(HttpMethod Method, Uri Url, ModuleId Module, PartyId From, PartyId? To, ReadOnlyMemory<byte> Body)
{
    /// <summary>The object that it delivers, for the record; null for a question.</summary>
    public ExchangeSubject? Subject { get; init; }
}
