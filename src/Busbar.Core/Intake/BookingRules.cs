using Busbar.Core.Objects;

namespace Busbar.Core.Intake;

/// <summary>
/// The life of a Booking. A partner's is taken as it comes, as long as it does not bring a finished one back; those hosted here keep to the states that the
/// package allows (its text and its diagram together).
/// </summary>
internal static class BookingRules
{
    private static readonly string[] First = ["PENDING", "RESERVED", "REJECTED", "FAILED", "UNKNOWN"];

    private static readonly string[] Final = ["CANCELED", "NO_SHOW", "REJECTED", "FAILED", "FULFILLED"];

    private static readonly Dictionary<string, string[]> Next = new(StringComparer.Ordinal)
    {
        ["PENDING"] = ["RESERVED", "REJECTED", "FAILED", "CANCELED"],
        ["RESERVED"] = ["FULFILLED", "CANCELED", "NO_SHOW", "PENDING"],
    };

    /// <summary>Whether nothing follows a state.</summary>
    public static bool IsFinal(string? status) => Final.Contains(status);

    /// <summary>What speaks against a write of a Booking; null for nothing, and for other objects.</summary>
    public static string? Objection(ObjectDraft draft, ICurrentObject? current)
    {
        if (draft.Target.Module != OwnedModule.Bookings || draft.Scan.Status is not { } status)
        {
            return null;
        }

        var isOurs = draft.Source.Connection is null;
        if (current is null)
        {
            return isOurs && !First.Contains(status) ? $"A Booking does not begin as {status}." : null;
        }

        var before = ObjectScan.Read(current.ReadUtf8(), draft.Target.Module.IdField).Status;
        if (before is null || before == status)
        {
            return null;
        }

        return IsFinal(before) ? $"The Booking is {before}; nothing follows that."
            : isOurs && Next.TryGetValue(before, out var allowed) && !allowed.Contains(status) ? $"A Booking that is {before} does not become {status}."
            : null;
    }
}
