namespace Busbar.Core.Routing;

/// <summary>Whether a reader may see an object, and why.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Reason">One sentence for the operator. Names parties and rules, never a driver's data.</param>
public readonly record struct Sight(bool Allowed, string Reason);
