using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Core.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Objects;

/// <summary>/api/{module}/…/deliveries: how one object stands at every partner.</summary>
internal static class DeliveryRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var module in OwnedModule.All)
        {
            api.MapGet($"/{module.Module.Value}/{{country_code}}/{{party_id}}/{{id}}/deliveries", new Handler(module).ListAsync)
                .WithTags("Objects").WithName("List" + module.Type.Name + "Deliveries").MayMiss()
                .WithSummary($"How a {module.Type.Name}'s present state stands at every partner: not visible and why, withheld, waiting, refused, or delivered, with the message that proves it.");
        }
    }

    private sealed class Handler(OwnedModule module)
    {
        public async Task<Page<ObjectDeliveryView>> ListAsync(
            [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id, string? type,
            [FromServices] DeliveryQueries queries, CancellationToken cancellation)
        {
            var target = ObjectRoutes.ReadTarget(module, countryCode, partyId, id, type);
            return new Page<ObjectDeliveryView>
            {
                Items = await queries.OfAsync(target.Key, cancellation) ?? throw ProblemException.NotFound("There is no such object."),
            };
        }
    }
}
