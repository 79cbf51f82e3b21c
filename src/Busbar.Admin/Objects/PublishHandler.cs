using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;
using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Payments;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Admin.Objects;

/// <summary>PUT and DELETE of one module's objects on behalf of hosted parties.</summary>
internal sealed class PublishHandler(OwnedModule module)
{
    public async Task<IResult> PutAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string id,
        string? type,
        string? to,
        HttpRequest request,
        ObjectIntake intake,
        ConnectionDirectory directory,
        [FromServices] PaymentAddressing addressing,
        CancellationToken cancellation)
    {
        var target = ObjectRoutes.ReadTarget(module, countryCode, partyId, id, type) with { For = ReadReceiver(to) };
        var body = await RawBody.ReadAsync(request, cancellation);
        if (!module.NamesOwner)
        {
            target = target with { For = await addressing.FindAsync(target.Owner, target.For, body, cancellation) };
        }

        var result = await intake.PutAsync(IntakeSource.Operator(directory.Current.Hosted), target, body, cancellation);
        if (!result.Succeeded)
        {
            throw Refusal(result, target);
        }

        var view = new PublishView
        {
            Created = result.Outcome == IntakeOutcome.Created,
            Changed = result.Outcome != IntakeOutcome.Unchanged,
            Sequence = result.Sequence,
            Findings = [.. result.Findings.Select(PullViews.Of)],
        };
        return view.Created ? TypedResults.Created(request.Path.ToString(), view) : TypedResults.Ok(view);
    }

    public async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string id,
        string? type,
        ObjectIntake intake,
        ConnectionDirectory directory,
        CancellationToken cancellation)
    {
        var target = ObjectRoutes.ReadTarget(module, countryCode, partyId, id, type);
        var result = await intake.DeleteAsync(IntakeSource.Operator(directory.Current.Hosted), target.Key, cancellation);
        return result.Succeeded ? TypedResults.NoContent() : throw Refusal(result, target);
    }

    /// <summary>For whom an object is that does not say so: of payments, or an invoice record whose CDRs do not tell.</summary>
    private PartyId? ReadReceiver(string? to)
    {
        var errors = new FieldErrors();
        var party = PartyRules.ReadOptional(errors, "to", to);
        if (party is not null && module.NamesOwner && module != OwnedModule.Invoices)
        {
            errors.Add("to", "unknown", "is a query parameter of invoicereconciliation, terminals and financial-advice-confirmations only.");
        }

        errors.ThrowIfAny();
        return party;
    }

    private static ProblemException Refusal(IntakeResult result, ObjectTarget target) => result.Outcome switch
    {
        IntakeOutcome.Malformed => Problem(ProblemTypes.InvalidObject, "The body is not a JSON object.", StatusCodes.Status400BadRequest, result),
        IntakeOutcome.Invalid => Problem(
            ProblemTypes.InvalidObject, $"The {target.Type} breaks rules of OCPI 2.3.0; nothing was stored.", StatusCodes.Status422UnprocessableEntity, result),
        IntakeOutcome.NotFound or IntakeOutcome.ParentNotFound => ProblemException.NotFound($"There is no such {target.Type}."),
        IntakeOutcome.Foreign => Problem(
            ProblemTypes.Conflict,
            $"{target.Owner} is not hosted by this gateway; declare it with PUT /api/parties/{target.Owner}/<role> before publishing for it.",
            StatusCodes.Status409Conflict,
            result with { Message = null }),
        IntakeOutcome.Older => Problem(
            ProblemTypes.Conflict, "What is stored has a newer last_updated; nothing was stored.", StatusCodes.Status409Conflict, result with { Message = null }),
        _ => Problem(ProblemTypes.Conflict, "Nothing was stored.", StatusCodes.Status409Conflict, result),
    };

    private static ProblemException Problem(string type, string title, int status, IntakeResult result)
    {
        var errors = result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => new FieldError
        {
            Field = finding.Path,
            Rule = finding.Rule,
            Message = finding.Message,
        }).ToList();
        if (result.Outcome == IntakeOutcome.Malformed)
        {
            errors.Add(new FieldError { Field = "", Rule = "json", Message = result.Message ?? title });
        }

        return new ProblemException(new Problem
        {
            Type = type,
            Title = title,
            Status = status,
            Detail = result.Message,
            Errors = errors.Count == 0 ? null : errors,
        });
    }
}
