namespace Busbar.Admin.Contracts;

/// <summary>What to compare with whom.</summary>
public sealed record ComparisonRequest
{
    public Guid? Connection { get; init; }

    /// <summary>Which modules; all that can be compared when left out.</summary>
    public IReadOnlyList<string>? Modules { get; init; }

    /// <summary>sent (what the partner's receiver has of what we sent), held (what we have of what its sender lists), or both.</summary>
    public string? Direction { get; init; }

    /// <summary>Requests per second at most, 1 to 1000; 20 when left out. The partner's own limits hold besides.</summary>
    public int? Rate { get; init; }
}

/// <summary>After how long what should be there is missed.</summary>
public sealed record CheckRequest
{
    /// <summary>Hours after which a completed session should have its CDR; 24 when left out.</summary>
    public int? CdrHours { get; init; }

    /// <summary>Hours after which the status of an EVSE is old; 168 when left out.</summary>
    public int? StatusHours { get; init; }

    /// <summary>Hours after which a partner should have acknowledged something; 24 when left out.</summary>
    public int? WaitingHours { get; init; }
}

/// <summary>Which differences to mend.</summary>
public sealed record RepairRequest
{
    /// <summary>missing, stale, different, extra; all of them when left out.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }
}

/// <summary>One run of a comparison, or of a check of our own store.</summary>
public sealed record ComparisonView
{
    /// <summary>Also the id of its job.</summary>
    public required Guid Id { get; init; }

    /// <summary>sent, held or check.</summary>
    public required string Direction { get; init; }

    public Guid? Connection { get; init; }

    /// <summary>The partner's name.</summary>
    public string? Name { get; init; }

    public string? Module { get; init; }

    /// <summary>waiting, running, done, failed or cancelled.</summary>
    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many objects there are to look at, as far as that is known.</summary>
    public long? Total { get; init; }

    public required long Looked { get; init; }

    public required long Same { get; init; }

    /// <summary>Still on their way, or changed while the run looked.</summary>
    public required long Waiting { get; init; }

    /// <summary>The partner's version has no form for them.</summary>
    public required long Withheld { get; init; }

    public required long NotCheckable { get; init; }

    /// <summary>How many of each kind of difference.</summary>
    public required IReadOnlyDictionary<string, long> Found { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }
}

/// <summary>One thing that does not fit.</summary>
public sealed record DifferenceView
{
    public required string Kind { get; init; }

    public required string Module { get; init; }

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    public required string ObjectId { get; init; }

    public required string Message { get; init; }

    /// <summary>The last_updated that is right.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>What was found instead.</summary>
    public DateTimeOffset? Found { get; init; }

    /// <summary>The members that differ; their values are not told.</summary>
    public IReadOnlyList<DifferingMemberView>? Members { get; init; }

    /// <summary>Ids that are named and do not exist, or the EVSEs that are meant.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    public Guid? Connection { get; init; }

    public Guid? Refusal { get; init; }
}

/// <summary>A member that is not the same on both sides.</summary>
public sealed record DifferingMemberView
{
    /// <summary>JSON Pointer; items of lists by their ids.</summary>
    public required string Path { get; init; }

    /// <summary>differs, only_ours or only_theirs.</summary>
    public required string How { get; init; }
}
