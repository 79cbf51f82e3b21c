using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Simulator.Platforms;

/// <summary>The simulated platform's registration side: who may come in, and its credentials.</summary>
internal sealed class PlatformIdentity(PartnerLink link, Action<string, bool> report) : IOcpiAuthenticator, ICredentialsHandler
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

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation) => new(OcpiReply.Ok(link.Write(link.Own())));

    public ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation) =>
        link.IsRegistered && !request.Caller.RegistrationOnly
            ? new(OcpiReply.MethodNotAllowed("GET, PUT, DELETE", "This partner is registered already."))
            : AcceptAsync(request, "registered", cancellation);

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation) =>
        request.Caller.RegistrationOnly
            ? new(OcpiReply.MethodNotAllowed("GET, POST", "This partner is not registered."))
            : AcceptAsync(request, "renewed its credentials", cancellation);

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (request.Caller.RegistrationOnly)
        {
            return new(OcpiReply.MethodNotAllowed("GET, POST", "This partner is not registered."));
        }

        link.Forget();
        report("the partner ended the registration", true);
        return new(OcpiReply.Ok());
    }

    private async ValueTask<OcpiReply> AcceptAsync(OcpiRequest request, string what, CancellationToken cancellation)
    {
        if (!link.TryRead(request.Body, out var credentials, out var error))
        {
            return OcpiReply.Invalid(error);
        }

        var (own, problem) = await link.AcceptAsync(credentials, cancellation);
        if (own is null)
        {
            report($"the partner could not register: {problem}", false);
            return OcpiReply.Failed(OcpiStatus.UnableToUseClientApi, problem!);
        }

        report($"the partner {what} with OCPI {request.Version?.Number()} as {string.Join(", ", credentials.Roles.Take(3).Select(role => $"{role.CountryCode}/{role.PartyId} {role.Role}"))}", true);
        return OcpiReply.Ok(link.Write(own));
    }
}
