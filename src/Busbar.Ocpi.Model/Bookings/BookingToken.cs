using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Bookings;

/// <summary>A token that opens a booking.</summary>
/// <remarks>OCPI bookings package of 2.3.0, chapter "Bookings module / BookingToken class".</remarks>
public sealed record BookingToken : OcpiObject
{
    /// <summary>Country of the eMSP that owns it, ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>The eMSP that owns it; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The token's uid; at most 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>The token's type.</summary>
    public required TokenType Type { get; init; }

    /// <summary>The contract behind it; at most 36 characters.</summary>
    public required string ContractId { get; init; }
}
