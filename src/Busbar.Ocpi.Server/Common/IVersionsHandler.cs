namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the Versions module. The caller may be registering (token A).</summary>
/// <remarks>OCPI chapter "Versions module".</remarks>
public interface IVersionsHandler
{
    /// <summary>GET versions: data is a list of Version.</summary>
    ValueTask<OcpiReply> ListAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>GET version details: data is one VersionDetails. <see cref="OcpiRequest.Version"/> is one that the server offers.</summary>
    ValueTask<OcpiReply> DetailsAsync(OcpiRequest request, CancellationToken cancellation);
}
