using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Credentials;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;
using Busbar.Simulator.Platforms;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>Who may enter a scripted platform, and its side of the credentials handshake.</summary>
internal sealed class PlatformDoor(PartnerLink link) : IOcpiAuthenticator, ICredentialsHandler
{
    public ValueTask<OcpiCaller?> AuthenticateAsync(IReadOnlyList<TokenCandidate> candidates, CancellationToken cancellation)
    {
        foreach (var candidate in candidates)
        {
            if (link.Opens(candidate.Token) is { } registrationOnly)
            {
                return new(new OcpiCaller { Presented = candidate, RegistrationOnly = registrationOnly });
            }
        }

        return new((OcpiCaller?)null);
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation) => new(OcpiReply.Ok(OcpiJson.Serialize(link.Own())));

    public ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation) => AcceptAsync(request, cancellation);

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation) => AcceptAsync(request, cancellation);

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation)
    {
        link.Forget();
        return new(OcpiReply.Ok());
    }

    private async ValueTask<OcpiReply> AcceptAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (!OcpiJson.TryDeserialize<Credentials>(request.Body.Span, out var credentials, out var error))
        {
            return OcpiReply.Invalid(error);
        }

        var (own, problem) = await link.AcceptAsync(credentials, cancellation);
        return own is null ? OcpiReply.Failed(OcpiStatus.UnableToUseClientApi, problem!) : OcpiReply.Ok(OcpiJson.Serialize(own));
    }
}
