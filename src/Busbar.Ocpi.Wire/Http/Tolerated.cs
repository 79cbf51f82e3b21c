namespace Busbar.Ocpi.Wire.Http;

/// <summary>A deviation from the standard that was accepted because its meaning is clear.</summary>
/// <param name="Rule">The rule's stable name, for example "token.line-feed".</param>
/// <param name="Message">One sentence for the operator. Never contains a token or another secret.</param>
public sealed record Tolerated(string Rule, string Message);
