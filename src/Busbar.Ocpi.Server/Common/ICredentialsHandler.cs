namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the Credentials module of one version. The caller may be registering (token A).</summary>
/// <remarks>OCPI chapter "Credentials".</remarks>
public interface ICredentialsHandler
{
    /// <summary>Our credentials object, with the token that the caller presented.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>Registers the caller. The body is its credentials object.</summary>
    ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>Updates the caller's credentials, or moves it to this version.</summary>
    ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>Ends the connection.</summary>
    ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation);
}
