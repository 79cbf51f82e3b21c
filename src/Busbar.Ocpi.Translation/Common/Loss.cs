namespace Busbar.Ocpi.Translation.Common;

/// <summary>One thing that a translation could not carry, or had to add or change.</summary>
/// <param name="Path">Where in the source document, as a JSON Pointer (RFC 6901).</param>
/// <param name="Rule">The translation rule's id ("X-TAR-06").</param>
/// <param name="Kind">What happened to the value.</param>
/// <param name="Message">One sentence that says what was lost and why.</param>
public sealed record Loss(string Path, string Rule, LossKind Kind, string Message);
