namespace Busbar.Admin.Contracts;

/// <summary>A document that could not be taken.</summary>
public sealed record QuarantineView
{
    public required Guid Id { get; init; }

    /// <summary>The connection that brought it.</summary>
    public required Guid Connection { get; init; }

    public required string Module { get; init; }

    /// <summary>The OCPI version that it is written in.</summary>
    public required string Version { get; init; }

    /// <summary>The owner that it names; absent when that cannot be read, like the rest of its key.</summary>
    public string? CountryCode { get; init; }

    public string? PartyId { get; init; }

    /// <summary>The object's id; a token's uid.</summary>
    public string? ObjectId { get; init; }

    public string? TokenType { get; init; }

    /// <summary>The EVSE, when only a part of a Location was brought.</summary>
    public string? EvseUid { get; init; }

    public string? ConnectorId { get; init; }

    /// <summary>pushed (the partner was told that it is refused) or pulled (it stood in a page of others, which were taken).</summary>
    public required string Way { get; init; }

    /// <summary>invalid, malformed, conflict or foreign.</summary>
    public required string Outcome { get; init; }

    public required string Reason { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it came.</summary>
    public required int Count { get; init; }

    /// <summary>The document as it came; only when one entry is asked for.</summary>
    public string? Document { get; init; }

    /// <summary>The same in Base64, when it is not UTF-8.</summary>
    public string? DocumentBase64 { get; init; }
}

/// <summary>What came of bringing a document once more.</summary>
public sealed record RetryView
{
    /// <summary>Whether it was taken; then its entry is gone.</summary>
    public required bool Taken { get; init; }

    /// <summary>created, updated, unchanged, older, invalid, malformed, conflict, foreign, not_found or parent_not_found.</summary>
    public required string Outcome { get; init; }

    public string? Message { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }

    public required IReadOnlyList<RepairView> Repairs { get; init; }
}

/// <summary>One thing that was mended in a document.</summary>
public sealed record RepairView
{
    /// <summary>JSON Pointer into the document as it came.</summary>
    public required string Path { get; init; }

    /// <summary>The repair's name, as it stands in profiles.</summary>
    public required string Rule { get; init; }

    public required string Message { get; init; }
}

/// <summary>An object that was mended when it was last brought with faults.</summary>
public sealed record RepairedView
{
    public required Guid Id { get; init; }

    public required Guid Connection { get; init; }

    public required string Module { get; init; }

    public required string Version { get; init; }

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The object's id; a token's uid.</summary>
    public required string ObjectId { get; init; }

    public string? TokenType { get; init; }

    public string? EvseUid { get; init; }

    public string? ConnectorId { get; init; }

    public required IReadOnlyList<RepairView> Repairs { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it came with faults that were mended.</summary>
    public required int Count { get; init; }

    /// <summary>The document as it came; only when one record is asked for.</summary>
    public string? Document { get; init; }
}

/// <summary>How clean what a partner brings is, and how much of what others have it can be told.</summary>
public sealed record IntakeView
{
    public required Guid Connection { get; init; }

    /// <summary>Documents in quarantine.</summary>
    public required long Quarantined { get; init; }

    /// <summary>How often each repair was made, most frequent first.</summary>
    public required IReadOnlyDictionary<string, long> Repairs { get; init; }

    /// <summary>How often each translation rule cost it a value since the connection was made.</summary>
    public required IReadOnlyDictionary<string, long> Losses { get; init; }

    /// <summary>How often an object was withheld from it since the connection was made.</summary>
    public required long Withheld { get; init; }
}
