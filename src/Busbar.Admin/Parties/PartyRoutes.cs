using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Parties;

/// <summary>/api/parties: the parties that this gateway hosts itself.</summary>
internal static class PartyRoutes
{
    private const string One = "/{country_code}/{party_id}/{role}";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/parties").WithTags("Parties");
        group.MapGet("/", List).WithName("ListParties").WithSummary("The parties that this gateway hosts.");
        group.MapPut(One, PutAsync).WithName("PutParty")
            .WithSummary("Declares a party that this gateway hosts: its data is published through the operator API. The body may be left out.")
            .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
        group.MapDelete(One, DeleteAsync).WithName("DeleteParty").WithSummary("Ends the hosting of a party in one role. What it published in that role is taken back at partners; sessions and CDRs stay.").MayMiss();
    }

    private static Page<PartyView> List(ConnectionDirectory directory) => new() { Items = [.. directory.Current.Hosted.Select(ConnectionViews.Of)] };

    private static async Task<Ok<PartyView>> PutAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string role,
        HostedPartyRequest? request,
        ConnectionDirectory directory,
        CancellationToken cancellation)
    {
        var party = Read(countryCode, partyId, role, request);
        try
        {
            await directory.HostAsync(party, cancellation);
        }
        catch (ConnectionRuleException exception)
        {
            throw ProblemException.Conflict(exception.Message);
        }

        return TypedResults.Ok(ConnectionViews.Of(party));
    }

    private static async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string role,
        ConnectionDirectory directory,
        Departures departures,
        CancellationToken cancellation)
    {
        var party = Read(countryCode, partyId, role, null);
        await departures.LeaveAsync(party, cancellation);
        return await directory.EndHostingAsync(party, cancellation)
            ? TypedResults.NoContent()
            : throw ProblemException.NotFound($"{party.Party} is not hosted here as {party.Role}.");
    }

    private static PlatformParty Read(string countryCode, string partyId, string role, HostedPartyRequest? request)
    {
        var errors = new FieldErrors();
        var party = PartyRules.Read(errors, "", new PartyRequest
        {
            CountryCode = countryCode,
            PartyId = partyId,
            Role = role,
            Name = request?.Name,
            Website = request?.Website,
            BusinessDetails = request?.BusinessDetails,
        });
        errors.ThrowIfAny();
        return party!;
    }
}
