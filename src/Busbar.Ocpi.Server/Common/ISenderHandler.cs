using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the sender interfaces, where partners read what we publish.</summary>
public interface ISenderHandler
{
    /// <summary>One page of <see cref="OcpiRequest.Module"/>. Writes the objects, then says how the page stands.</summary>
    ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation);

    /// <summary>One Location, EVSE or Connector.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation);
}
