using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>A session made to try tariffs on.</summary>
internal sealed record Probe(string Name, IReadOnlyList<SessionEvent> Events);
