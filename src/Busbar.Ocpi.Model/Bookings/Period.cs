using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>A stretch of time.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / Period class".</remarks>
public sealed record Period : OcpiObject
{
    /// <summary>Where it begins (UTC).</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    /// <summary>Where it ends (UTC).</summary>
    public required DateTimeOffset EndDateTime { get; init; }
}
