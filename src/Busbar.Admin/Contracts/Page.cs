namespace Busbar.Admin.Contracts;

/// <summary>One page of a list.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Pass as "cursor" to get the next page; absent on the last page.</summary>
    public string? Next { get; init; }
}
