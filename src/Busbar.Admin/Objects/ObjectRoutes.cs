using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Validation;
using Busbar.Core.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Objects;

/// <summary>/api/locations, /api/tariffs …: every object of the gateway, and publishing for hosted parties.</summary>
internal static class ObjectRoutes
{
    private const string One = "/{country_code}/{party_id}/{id}";
    private const int LongestId = 255;

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var module in OwnedModule.All)
        {
            var plural = module.Module.Value;
            var noun = module.Type.Name;
            var title = string.Concat(plural.Split('-', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            var group = api.MapGroup("/" + plural).WithTags(title);
            var publish = new PublishHandler(module);
            var read = new ReadHandler(module);
            group.MapGet("/", read.ListAsync).WithName("List" + title).Produces<ObjectPage>()
                .WithSummary($"A page of {plural}, oldest first by creation, whoever owns them, in OCPI 2.3.0 JSON.");
            group.MapGet(One, read.FindAsync).WithName("Get" + noun).Produces<object>().MayMiss().MayConflict()
                .WithSummary($"One {noun} in OCPI 2.3.0 JSON; version=original gives the owner's own bytes.");
            group.MapPut(One, publish.PutAsync).WithName("Put" + noun).Accepts<object>("application/json")
                .Produces<PublishView>().Produces<PublishView>(StatusCodes.Status201Created)
                .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json").MayConflict()
                .WithSummary($"Publishes a {noun} of a hosted party, in OCPI 2.3.0 JSON. Answered when it is stored; partners get it from there.");
            group.MapDelete(One, publish.DeleteAsync).WithName("Delete" + noun).MayMiss().MayConflict()
                .WithSummary($"Withdraws a {noun} of a hosted party.");
        }

        MapClients(api);
    }

    /// <summary>Who is connected: told by the gateway itself, so only to be read.</summary>
    private static void MapClients(RouteGroupBuilder api) => api.MapGroup("/hubclientinfo").WithTags("Connections")
        .MapGet("/", new ReadHandler(OwnedModule.ClientInfos).ListAsync).WithName("ListClientInfo").Produces<ObjectPage>()
        .WithSummary("Every party in every role and how its connection stands, as a hub tells it: OCPI 2.3.0 ClientInfo. Empty where this gateway is no hub.");

    /// <summary>Reads the address of an object out of the path.</summary>
    public static ObjectTarget ReadTarget(OwnedModule module, string countryCode, string partyId, string id, string? type)
    {
        var errors = new FieldErrors();
        var owner = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        errors.Length("id", id, LongestId);
        if (type is not null && module != OwnedModule.Tokens)
        {
            errors.Add("type", "unknown", "is a query parameter of tokens only.");
        }

        errors.ThrowIfAny();
        return new ObjectTarget(module, owner!.Value, id, TokenType: type);
    }
}
