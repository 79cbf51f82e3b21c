using Busbar.Admin.Contracts;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Problems;

/// <summary>Ends a request of the operator API with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;

    public static ProblemException Invalid(params IReadOnlyList<FieldError> errors) => new(new Problem
    {
        Type = ProblemTypes.Invalid,
        Title = "The request cannot be used as it is.",
        Status = StatusCodes.Status400BadRequest,
        Detail = string.Join(" ", errors.Select(error => error.Message)),
        Errors = errors,
    });

    public static ProblemException NotFound(string what) => new(new Problem
    {
        Type = ProblemTypes.NotFound,
        Title = what,
        Status = StatusCodes.Status404NotFound,
    });

    public static ProblemException Conflict(string title, params IReadOnlyList<FieldError> errors) => new(new Problem
    {
        Type = ProblemTypes.Conflict,
        Title = title,
        Status = StatusCodes.Status409Conflict,
        Errors = errors.Count == 0 ? null : errors,
    });
}
