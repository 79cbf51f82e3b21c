using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Objects;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Objects;
using Busbar.Core.Sessions;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Reports;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Wire.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Sessions;

/// <summary>/api/sessions/…/cost and …/complete: what a session costs so far, and making its CDR.</summary>
internal static class SessionRoutes
{
    private const string One = "/sessions/{country_code}/{party_id}/{id}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(One + "/cost", CostAsync).WithTags("Sessions").WithName("GetSessionCost").MayMiss()
            .WithSummary("What a session costs so far, by the tariff that was in force when it started (language=en|de|fr|nl).");
        api.MapPost(One + "/complete", CompleteAsync).WithTags("Sessions").WithName("CompleteSession").MayMiss().MayConflict()
            .Produces<CompletionView>().Produces<CompletionView>(StatusCodes.Status201Created)
            .WithSummary("Ends a session of a hosted operator and makes its CDR, which partners then get. Repeating it makes no second one.");
    }

    private static async Task<SessionCostView> CostAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id, string? language,
        [FromServices] SessionCostQueries queries, CancellationToken cancellation)
    {
        var key = ObjectRoutes.ReadTarget(OwnedModule.Sessions, countryCode, partyId, id, null).Key;
        var errors = new FieldErrors();
        if (!Language.TryFind(language ?? "en", out var found))
        {
            errors.Add("language", "enum", $"must be one of {string.Join(", ", Language.All)}.");
        }

        errors.ThrowIfAny();
        return await queries.FindAsync(key, found!, cancellation) ?? throw ProblemException.NotFound($"There is no such Session of {key.Owner}.");
    }

    private static async Task<IResult> CompleteAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id, CompletionBody? request,
        [FromServices] SessionCompletion completion, CancellationToken cancellation)
    {
        var key = ObjectRoutes.ReadTarget(OwnedModule.Sessions, countryCode, partyId, id, null).Key;
        var errors = new FieldErrors();
        var read = Read(errors, request ?? new CompletionBody());
        errors.ThrowIfAny();
        var result = await completion.CompleteAsync(key, read, cancellation);
        var view = new CompletionView { Created = result.Outcome == CompletionOutcome.Created, Cdr = $"/api/cdrs/{key.Owner.CountryCode}/{key.Owner.Code}/{Uri.EscapeDataString(key.Id)}", Sequence = result.Sequence };
        return result.Outcome switch
        {
            CompletionOutcome.Created => TypedResults.Created(view.Cdr, view),
            CompletionOutcome.Existed => TypedResults.Ok(view),
            CompletionOutcome.NotFound => throw ProblemException.NotFound($"There is no such Session of {key.Owner}."),
            _ => throw ProblemException.Conflict(result.Message ?? "Nothing was stored."),
        };
    }

    private static CompletionRequest Read(FieldErrors errors, CompletionBody body)
    {
        var readings = new List<SessionEvent>();
        foreach (var (reading, index) in (body.Readings ?? []).Select((reading, index) => (reading, index)))
        {
            SessionState state = default;
            if (reading.At is not { } at)
            {
                errors.Add($"/readings/{index}/at", "required", "is required.");
            }
            else if (readings.Count > 0 && at < readings[^1].At)
            {
                errors.Add($"/readings/{index}/at", "order", "is before the reading that precedes it; readings stand in the order of time.");
            }
            else if (index == 0 && reading.State is null)
            {
                errors.Add("/readings/0/state", "required", "is required of the first reading.");
            }
            else if (reading.State is not null && !Words.TryRead(reading.State, out state))
            {
                errors.Add($"/readings/{index}/state", "enum", $"must be one of {Words.All<SessionState>()}.");
            }
            else
            {
                readings.Add(new SessionEvent
                {
                    At = at.ToUniversalTime(), State = reading.State is null ? null : state, TariffId = reading.TariffId,
                    MeterKwh = Exact(reading.Kwh), Power = Exact(reading.Power), Current = Exact(reading.Current),
                });
            }
        }

        return new CompletionRequest
        {
            End = body.EndDateTime?.ToUniversalTime(),
            Kwh = body.Kwh,
            Readings = readings,
            SignedData = SignedOf(errors, body.SignedData),
            MeterId = body.MeterId,
            InvoiceReferenceId = body.InvoiceReferenceId,
            Remark = body.Remark,
        };
    }

    private static Rational? Exact(decimal? value) => value is { } number ? number : null;

    private static SignedData? SignedOf(FieldErrors errors, JsonElement? element)
    {
        if (element is not { } given)
        {
            return null;
        }

        try
        {
            return OcpiJson.Deserialize<SignedData>(given);
        }
        catch (JsonException exception)
        {
            errors.Add("/signed_data", "object", $"is no SignedData: {exception.Message.Split('\n')[0]}");
            return null;
        }
    }
}
