namespace Busbar.Ocpi.Translation.Common;

/// <summary>One thing that a translation could not carry, or had to add or change.</summary>
/// <param name="Path">Where in the given document, as a JSON Pointer (RFC 6901); of what was added, where it was added.</param>
/// <param name="Rule">The translation rule's id ("X-TAR-06").</param>
/// <param name="Kind">What happened to the value.</param>
/// <param name="Message">One sentence that says what was lost and why.</param>
public sealed record Loss(string Path, string Rule, LossKind Kind, string Message)
{
    /// <summary>Whether somebody who calculates a price from the translated document may come to another one.</summary>
    public bool PriceRelevant { get; init; }
}
