using Busbar.Core.Objects;

namespace Busbar.Admin.Events;

/// <summary>What the entries of the change log are called outside; stable.</summary>
internal static class EventTypes
{
    /// <summary>Events that the reader asks for are not kept any more.</summary>
    public const string Gap = "log.gap";

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ChangeKind>().Select(Of), Gap];

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
        ChangeKind.ObjectsExpired => "objects.expired",
        ChangeKind.WebhookChanged => "webhook.changed",
        _ => "other",
    };
}
