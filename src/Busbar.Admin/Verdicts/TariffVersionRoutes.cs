using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Objects;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Objects;
using Busbar.Core.Tariffs;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Verdicts;

/// <summary>/api/tariffs/…/versions: every content that a tariff ever had.</summary>
internal static class TariffVersionRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/tariffs/{country_code}/{party_id}/{id}/versions", ListAsync)
        .WithTags("Tariffs").WithName("ListTariffVersions").MayMiss()
        .WithSummary("Every content that a tariff ever had, newest first, with the time in which it was the present one. CDRs are checked against the one of their session's start.");

    private static async Task<Page<TariffVersionView>> ListAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id, int? limit,
        [FromServices] ITariffHistory history, CancellationToken cancellation)
    {
        var key = ObjectRoutes.ReadTarget(OwnedModule.Tariffs, countryCode, partyId, id, null).Key;
        var errors = new FieldErrors();
        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        var versions = await history.ListAsync(key.Owner, key.Id, size, cancellation);
        return versions.Count == 0
            ? throw ProblemException.NotFound($"No tariff {key.Owner}/{key.Id} was ever stored here.")
            : new Page<TariffVersionView> { Items = [.. versions.Select(View)] };
    }

    private static TariffVersionView View(TariffVersion version)
    {
        using var document = JsonDocument.Parse(version.Utf8);
        return new TariffVersionView
        {
            Hash = version.Hash,
            Version = version.Version.Number(),
            From = version.From,
            Until = version.Until,
            Connection = version.Source,
            Tariff = document.RootElement.Clone(),
        };
    }
}
