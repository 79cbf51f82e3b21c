using Busbar.Core.Agreements;
using Busbar.Core.Connections;

namespace Busbar.Core.Calls;

/// <summary>
/// Requests of custom modules between partners that both have them switched on: routed by the addressed party, else to the only one it could be; passed as bytes
/// whatever the versions of the two, for nobody here knows what they mean.
/// </summary>
public sealed class CustomCalls(ConnectionDirectory directory, AgreementBook agreements, ICustomSender sender, TimeProvider clock)
{
    /// <returns>The partner's answer with the endpoint it came from; or why nobody was asked or answered.</returns>
    public async Task<(CustomAnswer? Answer, Uri? Endpoint, CallAnswer? Refusal)> PassAsync(Caller caller, CustomRequest request, CancellationToken cancellation)
    {
        var (route, refusal) = Route(caller, request);
        if (route is not { } to)
        {
            return (null, null, refusal);
        }

        var answer = await sender.PassAsync(new CallLeg(to.Connection, caller.Party, to.Party, caller.CorrelationId), request, cancellation);
        return answer.Outcome == CallOutcome.Answered
            ? (answer, to.Connection.EndpointFor(request.Module, request.Side), null)
            : (null, null, CallFailures.Explain(new CallReply(answer.Outcome, 0, null, answer.Message, default), to.Connection) with { By = to.Party });
    }

    private (CallRoute.ToPartner? Route, CallAnswer? Refusal) Route(Caller caller, CustomRequest request)
    {
        var snapshot = directory.Current;
        if (caller.Addressed is { } party && snapshot.OwnerOf(party) is { Connection: { } owner })
        {
            return !agreements.Current.PermitCalls(request.Module, caller.Party, party, clock.GetUtcNow())
                    ? (null, CallAnswer.Refused(4001, $"No agreement lets {caller.Party} call {party}."))
                : owner.State != ConnectionState.Connected ? (null, CallAnswer.Refused(4003, $"The platform of {party} is not connected ({owner.State})."))
                : owner.EndpointFor(request.Module, request.Side) is null ? (null, CallAnswer.Refused(4003, $"{owner.Name} offers no endpoint for {request.Module}."))
                : (new CallRoute.ToPartner(party, owner), null);
        }

        var open = snapshot.Connections
            .Where(connection => connection.Id != caller.Connection?.Id && connection.State == ConnectionState.Connected && connection.EndpointFor(request.Module, request.Side) is not null)
            .SelectMany(connection => connection.Parties.Select(known => new CallRoute.ToPartner(known.Party, connection)))
            .Where(candidate => agreements.Current.PermitCalls(request.Module, caller.Party, candidate.Party, clock.GetUtcNow()))
            .DistinctBy(candidate => candidate.Connection.Id)
            .Take(2)
            .ToList();
        return open.Count == 1 && caller.Addressed is null
            ? (open[0], null)
            : (null, CallAnswer.Refused(4001, "The receiver cannot be told: address a party that has the module with the OCPI-to headers."));
    }
}
