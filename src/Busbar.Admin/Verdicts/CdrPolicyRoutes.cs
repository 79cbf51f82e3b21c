using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Verdicts;

/// <summary>/api/connections/…/cdr-policy: what is done with a partner's CDRs once they are checked, and what was agreed with it about rounding and fees.</summary>
internal static class CdrPolicyRoutes
{
    private const string One = "/connections/{id:guid}/cdr-policy";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(One, Find).WithTags("Verdicts").WithName("GetCdrPolicy").WithSummary("What is done with a partner's CDRs once they are checked.").MayMiss();
        api.MapPut(One, PutAsync).WithTags("Verdicts").WithName("PutCdrPolicy")
            .WithSummary("Changes what is done with a partner's CDRs that come from now on. Those that wait keep waiting for your decision.").MayMiss();
    }

    private static CdrPolicyBody Find(Guid id, [FromServices] ConnectionDirectory directory) => View(Present(directory, id).Profile);

    private static async Task<CdrPolicyBody> PutAsync(
        Guid id, CdrPolicyBody request, [FromServices] ConnectionDirectory directory, [FromServices] ConnectionService service, CancellationToken cancellation)
    {
        var profile = Present(directory, id).Profile;
        var errors = new FieldErrors();
        errors.Range("rounding_decimals", request.RoundingDecimals, 0, 6);
        if (request.Tolerance is < 0 or > 1)
        {
            errors.Add("tolerance", "range", "must be from 0 to 1.");
        }

        var reading = profile.CdrReading;
        var changed = profile with
        {
            Cdrs = Read(errors, "policy", request.Policy, profile.Cdrs),
            CdrReading = reading with
            {
                RoundingPoint = Read(errors, "rounding_point", request.RoundingPoint, reading.RoundingPoint),
                RoundingMode = Read(errors, "rounding_mode", request.RoundingMode, reading.RoundingMode),
                RoundingDecimals = request.RoundingDecimals ?? reading.RoundingDecimals,
                FlatFees = Read(errors, "flat_fees", request.FlatFees, reading.FlatFees),
                StepScope = Read(errors, "step_scope", request.StepScope, reading.StepScope),
                Tolerance = request.Tolerance ?? reading.Tolerance,
            },
        };
        errors.ThrowIfAny();
        await service.SetProfileAsync(id, changed, cancellation);
        return View(Present(directory, id).Profile);
    }

    private static T Read<T>(FieldErrors errors, string field, string? text, T present)
        where T : struct, Enum
    {
        if (text is null)
        {
            return present;
        }

        if (Words.TryRead(text, out T value))
        {
            return value;
        }

        errors.Add(field, "enum", $"must be one of {Words.All<T>()}.");
        return present;
    }

    private static Connection Present(ConnectionDirectory directory, Guid id) => directory.Current.Find(id) ?? throw ProblemException.NotFound($"There is no connection {id}.");

    private static CdrPolicyBody View(PartnerProfile profile) => new()
    {
        Policy = Words.Of(profile.Cdrs),
        RoundingPoint = Words.Of(profile.CdrReading.RoundingPoint),
        RoundingMode = Words.Of(profile.CdrReading.RoundingMode),
        RoundingDecimals = profile.CdrReading.RoundingDecimals,
        FlatFees = Words.Of(profile.CdrReading.FlatFees),
        StepScope = Words.Of(profile.CdrReading.StepScope),
        Tolerance = profile.CdrReading.Tolerance,
    };
}
