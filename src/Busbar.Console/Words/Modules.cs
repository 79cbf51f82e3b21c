namespace Busbar.Console.Words;

/// <summary>The kinds of objects in the order in which they are shown.</summary>
internal static class Modules
{
    /// <summary>What every gateway has.</summary>
    public static IReadOnlyList<string> Core { get; } = ["locations", "tariffs", "tokens", "sessions", "cdrs"];

    /// <summary>What a gateway has whose partners have the modules switched on.</summary>
    public static IReadOnlyList<string> AddOns { get; } = ["terminals", "financial-advice-confirmations", "booking_locations", "bookings", "invoicereconciliation"];

    public static IReadOnlyList<string> All { get; } = [.. Core, .. AddOns];
}
