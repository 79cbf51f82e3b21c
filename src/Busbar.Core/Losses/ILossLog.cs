namespace Busbar.Core.Losses;

/// <summary>Port: how often each translation rule cost a connection a value, durable and the same for all processes on one database.</summary>
public interface ILossLog
{
    /// <summary>Adds to the counts. What counts for a connection that is gone is left out.</summary>
    Task AddAsync(IReadOnlyList<LossCount> counts, CancellationToken cancellation);

    /// <summary>All counts, since each connection was made.</summary>
    Task<IReadOnlyList<LossCount>> CountAsync(CancellationToken cancellation);
}

/// <summary>How often something was lost on the way to a connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Rule">The translation rule; <see cref="Withheld"/> for objects that did not go at all.</param>
/// <param name="Count">How often.</param>
public readonly record struct LossCount(Guid Connection, string Rule, long Count)
{
    /// <summary>The connection's version has no form for an object.</summary>
    public const string Withheld = "";
}
