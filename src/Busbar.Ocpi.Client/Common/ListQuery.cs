namespace Busbar.Ocpi.Client.Common;

/// <summary>Which part of a list to crawl.</summary>
public sealed record ListQuery
{
    /// <summary>Only objects with last_updated at or after this instant.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>Only objects with last_updated before this instant.</summary>
    public DateTimeOffset? DateTo { get; init; }

    /// <summary>The collection within the module ("terminals"); null where a module keeps one kind of object.</summary>
    public string? Collection { get; init; }

    /// <summary>Only booking locations with a time slot at or after this instant.</summary>
    public DateTimeOffset? TimeslotFrom { get; init; }

    /// <summary>Only booking locations with a time slot before this instant.</summary>
    public DateTimeOffset? TimeslotTo { get; init; }

    /// <summary>Objects to skip.</summary>
    public long? Offset { get; init; }

    /// <summary>Page size to ask for.</summary>
    public int? Limit { get; init; }

    /// <summary>Where an interrupted crawl goes on: the Url or Next of a page. The other parameters are in it already.</summary>
    public Uri? ResumeAt { get; init; }

    /// <summary>After how many pages a crawl is given up.</summary>
    public int MaxPages { get; init; } = 100_000;
}
