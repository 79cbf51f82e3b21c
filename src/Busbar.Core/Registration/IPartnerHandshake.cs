using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Port: the requests of a handshake to a partner. Every method throws <see cref="HandshakeException"/> when the partner cannot be reached or does not comply.</summary>
public interface IPartnerHandshake
{
    /// <summary>Reads the versions list. A URL that turns out to be a version's details gives that one version.</summary>
    Task<IReadOnlyList<PartnerVersion>> ReadVersionsAsync(PartnerLine line, Uri url, CancellationToken cancellation);

    Task<PartnerDetails> ReadDetailsAsync(PartnerLine line, Uri url, CancellationToken cancellation);

    /// <summary>Registers us: POST of our credentials. Returns the partner's.</summary>
    Task<PartnerCredentials> RegisterAsync(PartnerLine line, Uri endpoint, OcpiVersion version, OwnCredentials ours, CancellationToken cancellation);

    /// <summary>Renews our registration: PUT of our credentials. Returns the partner's.</summary>
    Task<PartnerCredentials> UpdateAsync(PartnerLine line, Uri endpoint, OcpiVersion version, OwnCredentials ours, CancellationToken cancellation);

    /// <summary>Ends our registration. A partner that does not know us any more counts as done.</summary>
    Task UnregisterAsync(PartnerLine line, Uri endpoint, OcpiVersion version, CancellationToken cancellation);
}
