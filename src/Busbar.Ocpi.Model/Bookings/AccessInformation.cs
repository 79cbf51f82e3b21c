using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>One way to get to a booked place.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / AccessInformation class".</remarks>
public sealed record AccessInformation : OcpiObject
{
    /// <summary>The way.</summary>
    public required AccessMethod Method { get; init; }

    /// <summary>What is needed for it: a number plate, a code.</summary>
    public string? Value { get; init; }
}
