using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Calls;

/// <summary>What the asker of a call is told: the parts of an OCPI answer.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="OcpiStatus">The OCPI status code.</param>
/// <param name="Message">The status message; null for none.</param>
/// <param name="Data">The data in the asker's version, JSON in UTF-8; empty for none.</param>
public sealed record CallAnswer(int HttpStatus, int OcpiStatus, string? Message, ReadOnlyMemory<byte> Data)
{
    /// <summary>The party that was asked in the end; null when nobody was. An asker that left the choice to us learns it from the answer's headers.</summary>
    public PartyId? By { get; init; }

    /// <summary>What is wrong with the request, field by field, when it was refused for that.</summary>
    public IReadOnlyList<Finding> Findings { get; private init; } = [];

    public static CallAnswer Success(ReadOnlyMemory<byte> data) => new(200, 1000, null, data);

    /// <summary>The request breaks rules: 2001, with all of them.</summary>
    public static CallAnswer Invalid(ValidationResult validation) =>
        Refused(2001, CallFindings.Describe(validation)) with { Findings = [.. validation.Findings.Where(finding => finding.Severity == Severity.Error)] };

    public static CallAnswer Refused(int ocpiStatus, string message, int httpStatus = 200) => new(httpStatus, ocpiStatus, message, default);
}
