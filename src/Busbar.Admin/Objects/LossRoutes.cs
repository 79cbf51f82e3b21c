using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Objects;

/// <summary>/api/losses: what a partner is not shown of which objects.</summary>
internal static class LossRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/losses", ListAsync).WithTags("Objects").WithName("ListLosses")
        .WithSummary("Objects that a connection may see (or all, with \"version\") of which its OCPI version cannot show everything, or which it cannot show at all, with each loss. "
            + "A page may be empty and have a next one.");

    private static Task<Page<ObjectLossView>> ListAsync(
        LossQueries queries,
        ConnectionDirectory directory,
        Guid? connection,
        string? version,
        string? module,
        [FromQuery(Name = "country_code")] string? countryCode,
        [FromQuery(Name = "party_id")] string? partyId,
        string? id,
        string? cursor,
        int? limit,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var reader = connection is { } wanted ? directory.Current.Find(wanted) : null;
        OcpiVersion? target = reader?.Version;
        if (connection is not null && reader is null)
        {
            errors.Add("connection", "reference", "is no connection.");
        }
        else if (version is not null)
        {
            target = OcpiVersions.TryParse(version, out var known) ? known : null;
        }

        if (target is null && (connection is null || reader is not null))
        {
            errors.Add("version", version is null ? "required" : "enum", $"must be one of {string.Join(", ", OcpiVersions.All.Select(known => known.Number()))}, where the connection has agreed on none.");
        }

        if (module is not null && !OwnedModule.TryGet(ModuleId.From(module), out _))
        {
            errors.Add("module", "enum", $"must be one of {string.Join(", ", OwnedModule.All.Select(owned => owned.Module))}.");
        }

        LossPlace place = default;
        if (cursor is not null && !LossQueries.TryReadPlace(cursor, out place))
        {
            errors.Add("cursor", "cursor", "must be the next of an earlier page.");
        }

        PartyId? owner = countryCode is null && partyId is null ? null : PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        var size = PageSize.Read(errors, limit);
        errors.ThrowIfAny();
        return queries.ListAsync(
            new LossQuery
            {
                Reader = reader,
                Version = target!.Value,
                Module = module is null ? null : ModuleId.From(module),
                Owner = owner,
                ObjectId = id,
                After = cursor is null ? null : place,
                Limit = size,
            },
            cancellation);
    }
}
