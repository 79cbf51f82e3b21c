namespace Busbar.Ocpi.Wire.Validation;

/// <summary>One thing that validation has to say about a document.</summary>
/// <param name="Path">Where, as a JSON Pointer (RFC 6901), for example "/evses/0/uid"; empty for the whole document.</param>
/// <param name="Rule">The rule's stable name, for example "required", "type", "length", "enum", "date-time.offset".</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">One sentence that names the field and the rule. Never contains a token uid, a contract id or another secret value.</param>
/// <param name="Requirement">The id in the requirement catalogue, when the rule is one of it ("TYP-007").</param>
public sealed record Finding(string Path, string Rule, Severity Severity, string Message, string? Requirement = null);
