using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>A tariff in fewer words.</summary>
/// <param name="Tariff">The simpler tariff; the one that was given when nothing could be left out.</param>
/// <param name="Changes">What was done, in English.</param>
/// <param name="Probes">How many sessions were priced by both, beside the proof that they cost the same.</param>
public sealed record NormalisedTariff(Tariff Tariff, IReadOnlyList<string> Changes, int Probes);
