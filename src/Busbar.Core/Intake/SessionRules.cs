using Busbar.Core.Objects;

namespace Busbar.Core.Intake;

/// <summary>What is particular to Sessions.</summary>
internal static class SessionRules
{
    public const string ReopenMessage = "The Session is COMPLETED; it cannot become active again.";

    public const string FinalMessage = "The Session is COMPLETED; it is not changed any more. What it costs is said by its CDR.";

    /// <summary>
    /// Whether a write would bring a completed Session back to life. Late corrections of a completed Session are applied; this is not one.
    /// </summary>
    public static bool Reopens(OwnedModule module, string? status, ICurrentObject current) =>
        module == OwnedModule.Sessions
        && status is ("ACTIVE" or "PENDING" or "RESERVATION")
        && IsCompleted(module, current);

    /// <summary>
    /// Whether a write would change a completed Session of our own. A partner's late correction is taken as it comes; those hosted here send none.
    /// </summary>
    public static bool IsFinal(OwnedModule module, IntakeSource source, ICurrentObject current) =>
        module == OwnedModule.Sessions && source.Connection is null && IsCompleted(module, current);

    private static bool IsCompleted(OwnedModule module, ICurrentObject current) => ObjectScan.Read(current.ReadUtf8(), module.IdField).Status == "COMPLETED";
}
