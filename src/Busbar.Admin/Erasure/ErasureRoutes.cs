using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Erasure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Erasure;

/// <summary>/api/erasures: taking a driver's personal data out of everything that is stored.</summary>
internal static class ErasureRoutes
{
    private const int LongestId = 64;
    private const int LongestType = 32;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGroup("/erasures").WithTags("Erasures").MapPost("/", EraseAsync).WithName("EraseDriver").Produces<JobView>(StatusCodes.Status202Accepted).MayConflict()
            .WithSummary("Erases the personal data of the driver with a token or a contract: a job, whose result counts by kind. Follow it under /api/jobs/{id}. dry_run=true only counts.");

    private static async Task<IResult> EraseAsync([FromServices] ErasureDesk desk, ErasureRequest request, CancellationToken cancellation)
    {
        var (job, objection) = await desk.OrderAsync(Read(request), cancellation);
        return job is null ? throw ProblemException.Conflict(objection!) : TypedResults.Accepted($"/api/jobs/{job.Id}", JobViews.Of(job));
    }

    private static ErasureOrder Read(ErasureRequest request)
    {
        var errors = new FieldErrors();
        var owner = PartyRules.ReadId(errors, "/country_code", request.CountryCode, "/party_id", request.PartyId);
        if (request.ContractId is null)
        {
            errors.Require("/uid", request.Uid);
        }
        else if (request.Uid is not null)
        {
            errors.Add("/contract_id", "exclusive", "cannot be given together with /uid: erase the token, or the contract with all its tokens.");
        }

        if (request.Type is not null && request.Uid is null)
        {
            errors.Add("/type", "exclusive", "is the type of a token; /uid is required with it.");
        }

        foreach (var (field, text, longest) in (ReadOnlySpan<(string, string?, int)>)[("/uid", request.Uid, LongestId), ("/contract_id", request.ContractId, LongestId), ("/type", request.Type, LongestType)])
        {
            errors.Length(field, text, longest);
            if (text is not null && (text.Length == 0 || text.Trim() != text || text.Any(char.IsControl)))
            {
                errors.Add(field, "text", "must be the text as the token has it, without spaces around it.");
            }
        }

        errors.ThrowIfAny();
        return new ErasureOrder
        {
            CountryCode = owner!.Value.CountryCode,
            PartyId = owner.Value.Code,
            Uid = request.Uid,
            Type = request.Type?.ToUpperInvariant(),
            ContractId = request.ContractId,
            DryRun = request.DryRun ?? false,
        };
    }
}
