using Busbar.Core.Objects;

namespace Busbar.Admin.Events;

/// <summary>What the entries of the change log are called outside; stable.</summary>
internal static class EventTypes
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ChangeKind>().Select(Of)];

    public static string Of(ChangeKind kind) => kind switch
    {
        ChangeKind.ObjectStored => "object.stored",
        ChangeKind.ObjectDeleted => "object.deleted",
        ChangeKind.ConnectionChanged => "connection.changed",
        ChangeKind.AgreementChanged => "agreement.changed",
        ChangeKind.CallChanged => "call.changed",
        ChangeKind.RefusalChanged => "refusal.changed",
        ChangeKind.VerdictChanged => "verdict.changed",
        ChangeKind.QuarantineChanged => "quarantine.changed",
        ChangeKind.ObjectWithheld => "object.withheld",
        _ => "other",
    };
}
