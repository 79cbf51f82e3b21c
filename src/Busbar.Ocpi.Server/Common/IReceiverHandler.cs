using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the receiver interfaces, where partners write their objects.</summary>
/// <remarks>OCPI chapter "Transport and format / client owned object push". The route table decides which methods a module has.</remarks>
public interface IReceiverHandler
{
    /// <summary>The object as we hold it; for CDRs at the URL that the POST answered.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation);

    /// <summary>Creates or replaces the object, or the part of a Location that the address names.</summary>
    ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation);

    /// <summary>Changes the fields in the body.</summary>
    ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation);

    /// <summary>Removes the object (tariffs).</summary>
    ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation);

    /// <summary>Takes a new CDR. The reply's Location is its URL: see <see cref="OcpiServerUrls.Object"/>.</summary>
    ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation);
}
