using System.Globalization;
using Busbar.Admin.Contracts;
using Busbar.Admin.Objects;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Pricing.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Verdicts;

/// <summary>/api/verdicts and /api/cdrs/…/verdict: what CDRs are worth, and deciding about them.</summary>
internal static class VerdictRoutes
{
    private const string One = "/cdrs/{country_code}/{party_id}/{id}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/verdicts", ListAsync).WithTags("Verdicts").WithName("ListVerdicts")
            .WithSummary("Verdicts on CDRs, newest first: state=accepted|held|disputed, outcome=agrees|disagrees|not_checkable, connection.");
        api.MapGet(One + "/verdict", FindAsync).WithTags("Verdicts").WithName("GetVerdict").MayMiss()
            .WithSummary("The verdict on a CDR with its report, and the explanation in words (language=en|de|fr|nl).");
        api.MapPost(One + "/accept", AcceptAsync).WithTags("Verdicts").WithName("AcceptCdr").MayMiss()
            .WithSummary("Accepts a CDR; one that was kept back is passed on now.");
        api.MapPost(One + "/dispute", DisputeAsync).WithTags("Verdicts").WithName("DisputeCdr").MayMiss()
            .WithSummary("Disputes a CDR; one that was kept back stays here.");
    }

    private static async Task<Page<VerdictView>> ListAsync(
        [FromServices] VerdictQueries queries, string? state, string? outcome, Guid? connection, string? cursor, int? limit, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var query = new VerdictQuery
        {
            State = Read<VerdictState>(errors, "state", state),
            Outcome = Read<VerdictOutcome>(errors, "outcome", outcome),
            Connection = connection,
            Before = cursor is null ? null : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : Wrong(errors),
            Limit = PageSize.Read(errors, limit),
        };
        errors.ThrowIfAny();
        return await queries.ListAsync(query, cancellation);
    }

    private static async Task<VerdictDetailView> FindAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string id,
        string? language,
        [FromServices] VerdictQueries queries,
        CancellationToken cancellation)
    {
        var key = ObjectRoutes.ReadTarget(OwnedModule.Cdrs, countryCode, partyId, id, null).Key;
        var errors = new FieldErrors();
        if (!Language.TryFind(language ?? "en", out var found))
        {
            errors.Add("language", "enum", $"must be one of {string.Join(", ", Language.All)}.");
        }

        errors.ThrowIfAny();
        return await queries.FindAsync(key, found!, cancellation) ?? throw Missing(key);
    }

    private static Task<VerdictView> AcceptAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id,
        VerdictDecisionRequest? request, [FromServices] CdrDecisions decisions, CancellationToken cancellation) =>
        DecideAsync(countryCode, partyId, id, accept: true, request, decisions, cancellation);

    private static Task<VerdictView> DisputeAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id,
        VerdictDecisionRequest? request, [FromServices] CdrDecisions decisions, CancellationToken cancellation) =>
        DecideAsync(countryCode, partyId, id, accept: false, request, decisions, cancellation);

    private static async Task<VerdictView> DecideAsync(
        string countryCode, string partyId, string id, bool accept, VerdictDecisionRequest? request, CdrDecisions decisions, CancellationToken cancellation)
    {
        var key = ObjectRoutes.ReadTarget(OwnedModule.Cdrs, countryCode, partyId, id, null).Key;
        var errors = new FieldErrors();
        errors.Length("note", request?.Note, CdrDecisions.LongestNote);
        errors.ThrowIfAny();
        return await decisions.DecideAsync(countryCode, partyId, id, accept, request?.Note, cancellation) ?? throw Missing(key);
    }

    private static T? Read<T>(FieldErrors errors, string field, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (Words.TryRead(text, out T value))
        {
            return value;
        }

        errors.Add(field, "enum", $"must be one of {Words.All<T>()}.");
        return null;
    }

    private static long? Wrong(FieldErrors errors)
    {
        errors.Add("cursor", "cursor", "must be the \"next\" of an earlier page.");
        return null;
    }

    private static ProblemException Missing(ObjectKey key) => ProblemException.NotFound($"There is no verdict on CDR {key.Owner}/{key.Id} (yet).");
}
