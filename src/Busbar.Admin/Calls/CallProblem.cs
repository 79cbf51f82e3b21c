using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;
using Busbar.Core.Calls;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Calls;

/// <summary>A call's failure as a problem: what was wrong with the request, who did not know, or who did not answer.</summary>
internal static class CallProblem
{
    public static ProblemException Of(CallAnswer answer, Guid? call = null) => new(new Problem
    {
        Type = answer.OcpiStatus is 2003 or 2004 || answer.HttpStatus == StatusCodes.Status404NotFound ? ProblemTypes.NotFound : answer.OcpiStatus < 3000 ? ProblemTypes.Invalid : ProblemTypes.Partner,
        Title = answer.Findings.Count > 0 ? "The request breaks rules of OCPI 2.3.0; nobody was called." : answer.Message ?? "The call was refused.",
        Errors = answer.Findings.Count == 0
            ? null
            : [.. answer.Findings.Select(finding => new FieldError { Field = finding.Path, Rule = finding.Rule, Message = finding.Message })],
        Status = answer.OcpiStatus switch
        {
            2003 or 2004 => StatusCodes.Status404NotFound,
            _ when answer.HttpStatus == StatusCodes.Status404NotFound => StatusCodes.Status404NotFound,
            < 3000 => StatusCodes.Status422UnprocessableEntity,
            4002 => StatusCodes.Status504GatewayTimeout,
            _ => StatusCodes.Status502BadGateway,
        },
        Detail = call is null ? $"OCPI status {answer.OcpiStatus}." : $"OCPI status {answer.OcpiStatus}; the call is kept at /api/commands/{call}.",
    });
}
