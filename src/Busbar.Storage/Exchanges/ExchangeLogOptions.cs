namespace Busbar.Storage.Exchanges;

/// <summary>How much of the message log is kept.</summary>
public sealed record ExchangeLogOptions
{
    /// <summary>How many exchanges may wait to be saved before the oldest are dropped.</summary>
    public int Capacity { get; init; } = 2048;

    /// <summary>How many are kept at most.</summary>
    public int Keep { get; init; } = 50_000;

    /// <summary>How many exchanges a minute with callers that nobody knows are kept: a flood of them must not push out what partners did.</summary>
    public int StrangersPerMinute { get; init; } = 120;

    /// <summary>How many exchanges that worked are kept in ten seconds; further ones are only counted, or partners times changes would fill the database. What failed is always kept.</summary>
    public int SuccessesInTenSeconds { get; init; } = 10_000;

    /// <summary>How long they are kept at most.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);
}
