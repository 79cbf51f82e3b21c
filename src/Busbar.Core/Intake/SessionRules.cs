using Busbar.Core.Objects;

namespace Busbar.Core.Intake;

/// <summary>What is particular to Sessions.</summary>
internal static class SessionRules
{
    public const string ReopenMessage = "The Session is COMPLETED; it cannot become active again.";

    /// <summary>
    /// Whether a write would bring a completed Session back to life. Late corrections of a completed Session are applied; this is not one.
    /// </summary>
    public static bool Reopens(OwnedModule module, string? status, ICurrentObject current) =>
        module == OwnedModule.Sessions
        && status is ("ACTIVE" or "PENDING" or "RESERVATION")
        && ObjectScan.Read(current.ReadUtf8(), module.IdField).Status == "COMPLETED";
}
