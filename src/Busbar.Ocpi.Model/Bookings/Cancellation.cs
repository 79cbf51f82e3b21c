using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>Who cancelled a booking, and why.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Cancellation class".</remarks>
public sealed record Cancellation : OcpiObject
{
    /// <summary>Why.</summary>
    public required CanceledReason CancellationReason { get; init; }

    /// <summary>Who: the CPO or the eMSP.</summary>
    public required Role WhoCanceled { get; init; }
}
