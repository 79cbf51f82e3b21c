namespace Busbar.Ocpi.Wire.Http;

/// <summary>The path segments of modules that keep more than one kind of object.</summary>
public static class Collections
{
    /// <summary>The terminals of the payments module.</summary>
    public const string Terminals = "terminals";

    /// <summary>The financial advice confirmations of the payments module.</summary>
    public const string FinancialAdviceConfirmations = "financial-advice-confirmations";

    /// <summary>The booking locations of the bookings module; its bookings stand at the endpoint itself.</summary>
    public const string BookingLocations = "booking_locations";
}
