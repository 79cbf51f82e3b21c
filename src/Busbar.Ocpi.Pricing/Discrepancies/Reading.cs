using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Pricing.Discrepancies;

/// <summary>A reading that can be tried: it changes the situation, or gives null where it makes no difference.</summary>
/// <param name="Aspect">What it is about; two readings of one aspect exclude each other.</param>
/// <param name="Name">Its name.</param>
/// <param name="Apply">What it changes.</param>
internal sealed record Reading(Aspect Aspect, AlternativeReading Name, Func<Situation, Situation?> Apply);

/// <summary>What readings are about.</summary>
internal enum Aspect
{
    Volume,
    Periods,
    Times,
    Clock,
    Tariff,
    Elements,
    Electrical,
    Reservation,
    Fees,
    Steps,
    Limits,
    Tax,
    Rounding,
    Statement,
}
