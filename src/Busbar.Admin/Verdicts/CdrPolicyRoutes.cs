using System.Buffers;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports;
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

        var agreed = Decisions(errors, request.Decisions, profile.CdrReading.Policy);
        var changed = profile with
        {
            Cdrs = Read(errors, "policy", request.Policy, profile.Cdrs),
            CdrReading = new CdrReading
            {
                Policy = agreed with
                {
                    RoundingPoint = Read(errors, "rounding_point", request.RoundingPoint, agreed.RoundingPoint),
                    RoundingMode = Read(errors, "rounding_mode", request.RoundingMode, agreed.RoundingMode),
                    RoundingDecimals = request.RoundingDecimals ?? agreed.RoundingDecimals,
                    FlatFees = Read(errors, "flat_fees", request.FlatFees, agreed.FlatFees),
                    StepScope = Read(errors, "step_scope", request.StepScope, agreed.StepScope),
                },
                Tolerance = request.Tolerance ?? profile.CdrReading.Tolerance,
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

    private static PricingPolicy Decisions(FieldErrors errors, JsonElement? request, PricingPolicy present)
    {
        if (request is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } decisions)
        {
            return present;
        }

        try
        {
            return PolicyReader.Read(decisions, present);
        }
        catch (FormatException unknown)
        {
            errors.Add("decisions", "format", unknown.Message);
            return present;
        }
    }

    private static CdrPolicyBody View(PartnerProfile profile)
    {
        var agreed = profile.CdrReading.Policy;
        return new CdrPolicyBody
        {
            Policy = Words.Of(profile.Cdrs),
            RoundingPoint = Words.Of(agreed.RoundingPoint),
            RoundingMode = Words.Of(agreed.RoundingMode),
            RoundingDecimals = agreed.RoundingDecimals,
            FlatFees = Words.Of(agreed.FlatFees),
            StepScope = Words.Of(agreed.StepScope),
            Tolerance = profile.CdrReading.Tolerance,
            Decisions = Written(agreed),
        };
    }

    private static JsonElement Written(PricingPolicy agreed)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            PolicyWriter.Write(json, agreed);
        }

        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }
}
