using Busbar.Core.Intake;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Endpoints.Objects;

/// <summary>What a partner is told about an object that it brought.</summary>
internal static class Answers
{
    private const int MostFindings = 5;

    /// <summary>The answer to a result, and the notes for the record of the exchange.</summary>
    public static OcpiReply To(OcpiRequest request, ModuleId module, IntakeResult result)
    {
        foreach (var finding in result.Findings)
        {
            request.Tolerated.Add(new Tolerated(finding.Rule, finding.Path.Length == 0 ? finding.Message : $"{finding.Path}: {finding.Message}"));
        }

        foreach (var repair in result.Repairs)
        {
            request.Tolerated.Add(new Tolerated($"repair.{repair.Rule}", $"{repair.Path}: {repair.Message}"));
        }

        return result.Outcome switch
        {
            IntakeOutcome.Created => OcpiReply.Created(),
            IntakeOutcome.Updated or IntakeOutcome.Unchanged or IntakeOutcome.Deleted => OcpiReply.Ok(),

            // Answered as success because repeating it would change nothing; the message says that it was not applied.
            IntakeOutcome.Older => request.Caller.Strict ? OcpiReply.Invalid(result.Message!) : OcpiReply.Ok(message: result.Message),
            IntakeOutcome.NotFound or IntakeOutcome.Foreign => NotFound(module, result.Message),
            IntakeOutcome.ParentNotFound => OcpiReply.NotFound(OcpiStatus.UnknownLocation, result.Message!),
            IntakeOutcome.Malformed => new OcpiReply(400, OcpiStatus.InvalidParameters, result.Message, default),
            _ => OcpiReply.Invalid(Explain(result, request.Caller.Strict)),
        };
    }

    /// <summary>No such object, or none that the caller may know of: both look the same.</summary>
    public static OcpiReply NotFound(ModuleId module, string? message = null) =>
        OcpiReply.NotFound(
            module == ModuleId.Locations ? OcpiStatus.UnknownLocation : module == ModuleId.Tokens ? OcpiStatus.UnknownToken : OcpiStatus.InvalidParameters,
            message ?? "There is no such object.");

    private static string Explain(IntakeResult result, bool strict)
    {
        var errors = result.Findings.Where(f => f.Severity == Severity.Error).ToList();
        if (errors.Count == 0 && strict && result.Outcome == IntakeOutcome.Invalid)
        {
            // Only a strict caller is refused for these; anybody else's were tolerated, and would hide the reason.
            errors = [.. result.Findings.Where(f => f.Severity == Severity.Warning)];
        }

        if (errors.Count <= 1)
        {
            return result.Message ?? "The object cannot be accepted.";
        }

        var shown = string.Join(" ", errors.Take(MostFindings).Select(f => f.Path.Length == 0 ? f.Message : $"{f.Path}: {f.Message}"));
        return errors.Count > MostFindings ? $"{shown} ({errors.Count - MostFindings} more)" : shown;
    }
}
