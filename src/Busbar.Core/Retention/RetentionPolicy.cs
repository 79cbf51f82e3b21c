namespace Busbar.Core.Retention;

/// <summary>How long what is kept; null keeps it for ever. What partners have to get is never removed before they have it.</summary>
public sealed record RetentionPolicy
{
    public TimeSpan? Changes { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan? Exchanges { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan? Calls { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Refusals { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Quarantine { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Repairs { get; init; } = TimeSpan.FromDays(90);

    public TimeSpan? Sessions { get; init; }

    public TimeSpan? Cdrs { get; init; }

    public TimeSpan? Of(RetainedKind kind) => kind switch
    {
        RetainedKind.Changes => Changes,
        RetainedKind.Exchanges => Exchanges,
        RetainedKind.Calls => Calls,
        RetainedKind.Refusals => Refusals,
        RetainedKind.Quarantine => Quarantine,
        RetainedKind.Repairs => Repairs,
        RetainedKind.Sessions => Sessions,
        RetainedKind.Cdrs => Cdrs,
        _ => null,
    };
}
