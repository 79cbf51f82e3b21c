namespace Busbar.Core.Retention;

/// <summary>
/// How long what is kept; null keeps it for ever. Objects that partners have to get are never removed before they have them; a partner that comes back after the changes that
/// it has not read are gone is told of every object that changed since.
/// </summary>
public sealed record RetentionPolicy
{
    public TimeSpan? Changes { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a partner that takes nothing can hold the change log; never shorter than <see cref="Changes"/>.</summary>
    public TimeSpan? Unread { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Exchanges { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan? Calls { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Refusals { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Quarantine { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Repairs { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Jobs { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Sessions { get; init; }

    public TimeSpan? Cdrs { get; init; }

    public TimeSpan? Of(RetainedKind kind) => kind switch
    {
        RetainedKind.Changes => Changes,
        RetainedKind.Unread => Changes is null || Unread is null ? null : Unread > Changes ? Unread : Changes,
        RetainedKind.Exchanges => Exchanges,
        RetainedKind.Calls => Calls,
        RetainedKind.Refusals => Refusals,
        RetainedKind.Quarantine => Quarantine,
        RetainedKind.Repairs => Repairs,
        RetainedKind.Jobs => Jobs,
        RetainedKind.Sessions => Sessions,
        RetainedKind.Cdrs => Cdrs,
        _ => null,
    };
}
